/**
 * Noticing private details while they are typed. Nothing leaves the browser for it, and it only warns:
 * the server masks what it stores, with better rules (bot/privacy).
 */

const MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";
const BORN = "(?:born|birth|birthday|birthdate|date of birth|dob|d\\.o\\.b|bday)";
const EMAIL = [
  /[^\s@]{1,64}@[^\s@.]{2,63}/,
  /\b[\w.+-]{2,40} ?(?:\(at\)|\[at\]| at ) ?[\w-]{2,30} ?(?:\(dot\)|\[dot\]| dot )/i,
  /\b[\w.+-]{2,40} at (?:gmail|yahoo|hotmail|outlook|icloud|aol)\b/i,
];
const PHONE = [
  /^\s*\d{7,12}\s*$/, // a number that somebody was asked for, and nothing else
  /(?:^|[^\d$.])(?:\+?\d[\s().-]{0,2}){9,11}\d(?!\d)/,
  /(?:^|[^\d$.-])\d{3}[-.]\d{4}(?![\d-])/,
  /\b(?:call|text|phone|cell|number|reach|tel|whatsapp)\b[^\d\n]{0,24}(?:\d[\s().-]{0,2}){6}\d/i,
];
const OTHERS = [
  /(?:^|\D)(?:\d[ .-]{0,2}){12,18}\d(?!\d)/, // payment card
  /(?:^|[^\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])/, // social security
  /(?:^|[^\d.,$€£-])\d{9}(?![\d,-]|\.\d)/, // the same, typed as one number
  /\b(?:ssn|social security|social|itin)\b[^\d\n]{0,24}\d[\d -]{2,11}\d/i,
  new RegExp(`\\b${BORN}\\b.{0,30}(?:\\d{6,8}|\\d{1,4}[/. -]+\\d|\\d{1,2}(?:st|nd|rd|th)? (?:of )?${MONTH}|${MONTH}\\.? \\d)`, "i"),
  new RegExp(`\\b(?:\\d{1,2}[/.-]\\d{1,2}|\\d{1,2} ${MONTH}|${MONTH} \\d{1,2},?)[/. -]{1,2}(?:19\\d\\d|200\\d)\\b`, "i"),
  /(?:^|[^\d-])(?:19\d\d|200\d)[/.-]\d{1,2}[/.-]\d{1,2}(?![\d-])/, // 1980-04-03
  /\b(?:mrn|record|chart|member|policy|insurance|patient|account|claim|licen[cs]e|passport|medicare|medicaid|group) ?(?:id|no|nr|number|#)?[ :.#]{0,3}(?:is )?(?=[a-z0-9-]*\d[a-z0-9-]*\d[a-z0-9-]*\d[a-z0-9-]*\d)(?!(?:19|20)\d\d\b)[a-z0-9-]{4,20}\b/i,
];
/** What introduces a detail and says nothing else: never a word that a cry for help could be made of. */
const INTRODUCES = new Set((
  "a account an and at birth birthdate birthday born call card cell chart claim date dob e-mail email group i id insurance is it it's its " +
  "licence license me medicaid medical medicare member mobile mrn my nr number of on or passport patient phone policy reach record social " +
  "security ssn tel telephone text the to whatsapp " +
  "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december"
).split(" "));
const DETAIL = /^(?:[\w.+-]+@[\w.-]+|[a-z]{0,3}(?=[\d(+#./-]*\d)[\d()+#./-]+)$/; // an e-mail, a number, an ID such as x1234567
const CALLS_FOR_HELP = /^(?:911|988|112|999|000)$/;

/**
 * @param {string} text
 * @param {{contact?: boolean}} [options] `contact` where we asked for phone number or e-mail ourselves
 * @returns {boolean} whether it seems to hold a phone number, e-mail, birth date, card or ID
 */
export function hasPrivateDetail(text, { contact = false } = {}) {
  // Telephones and copied texts write other dashes, some keyboards wide digits.
  const start = text.slice(0, 2000).normalize("NFKC").replace(/[\u2010-\u2015\u2212]/g, "-");
  const wanted = contact ? OTHERS : [...EMAIL, ...PHONE, ...OTHERS];
  return wanted.some((pattern) => pattern.test(start));
}

/**
 * A cry for help may be said in any words, so no list of its words would be long enough.
 * @param {string} text
 * @returns {boolean} whether it holds private details and what introduces them, and nothing else
 */
export function isOnlyDetails(text) {
  const words = text.normalize("NFKC").toLowerCase().replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\u2019/g, "'").split(/[\s,:;]+/)
    .map((word) => word.replace(/^#+$|[.?]+$/g, "")).filter(Boolean);
  return words.every((word) => INTRODUCES.has(word) || (DETAIL.test(word) && !CALLS_FOR_HELP.test(word)));
}
