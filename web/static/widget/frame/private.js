/** Noticing private details while they are typed. It only hints; the server masks what it stores. */

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const BORN = "(?:born|birth|birthday|birthdate|dob|d\\.o\\.b)";
const PATTERNS = [
  /[^\s@]{1,64}@[^\s@.]{1,63}\.[a-z]{2,}/i, // e-mail
  /(?:\+?\d[\s().-]{0,2}){7,14}\d/, // phone, or another long number
  /\b\d{3}-\d{2}-\d{4}\b/, // social security
  new RegExp(`\\b${BORN}\\b.{0,30}\\d`, "i"),
  new RegExp(`\\b(?:\\d{1,2}[/.-]\\d{1,2}|\\d{1,2} ${MONTH}|${MONTH} \\d{1,2},?)[/. -]{1,2}(?:19|20)\\d\\d\\b`, "i"),
  /\b(?:mrn|record|member|policy|insurance|patient|account) ?(?:id|no|nr|number|#)[ :.#]{0,3}[a-z]{0,3}\d{4,}/i,
];

/** @param {string} text @returns {boolean} whether it seems to hold a phone number, e-mail, birth date or ID */
export function hasPrivateDetail(text) {
  const start = text.slice(0, 2000);
  return PATTERNS.some((pattern) => pattern.test(start));
}
