# The whole program with all it calls: Tesseract, LibreOffice, models. Server, worker, Chroma and backup run from this one image.
# Debian 12: the Tesseract that the figures of docs/quality.md were measured with.
ARG BASE=debian:bookworm-slim

FROM ${BASE} AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/dondoc
WORKDIR /source
COPY requirements.lock ./
RUN --mount=type=cache,target=/root/.cache/pip /opt/dondoc/bin/pip install --disable-pip-version-check -r requirements.lock
COPY . .
RUN --mount=type=cache,target=/root/.cache/pip \
    /opt/dondoc/bin/pip install --disable-pip-version-check -c requirements-dev.lock ".[server]"

FROM ${BASE}
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates fonts-liberation2 python3 \
        libreoffice-calc-nogui libreoffice-impress-nogui libreoffice-writer-nogui tesseract-ocr tesseract-ocr-vie \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp dondoc \
    && install -d -o dondoc -g dondoc -m 700 /data /backup
COPY --from=build /opt/dondoc /opt/dondoc
COPY samples /opt/dondoc/samples
ENV PATH=/opt/dondoc/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OMP_THREAD_LIMIT=1 \
    DONDOC_DATA_DIR=/data DONDOC_SAMPLES_DIR=/opt/dondoc/samples
USER 10001:10001
WORKDIR /data
VOLUME ["/data"]
ENTRYPOINT ["dondoc"]
CMD ["serve"]
