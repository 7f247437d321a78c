// Written by `make messages` from the English catalog.
export default {};
