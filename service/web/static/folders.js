// The files of what was dropped, folders with all below them; what systems leave in folders is no document.
const LITTER = /^(\.|~\$)|^(thumbs\.db|desktop\.ini)$/i;

export const isWanted = (name) => !LITTER.test(name);

export async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return found.filter((file) => isWanted(file.name));
}

async function collect(entry, found) {
  if (entry.isFile) {
    found.push(await new Promise((done, failed) => entry.file(done, failed)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return;
    for (const one of some) await collect(one, found);
  }
}
