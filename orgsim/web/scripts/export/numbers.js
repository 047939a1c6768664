/** Numbers as Python writes them: the shortest text that gives the same number back. */

const SMALLEST_PLAIN = -4;
const LARGEST_PLAIN = 16;

/** @param {number} value finite @returns {string} with a point or an exponent, so that it is read as a number with digits behind it */
export function pythonFloat(value) {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** LARGEST_PLAIN) return `${Object.is(value, -0) ? "-0" : value}.0`;
  const [mantissa, power] = value.toExponential().split("e");
  const exponent = Number(power);
  if (exponent >= LARGEST_PLAIN || exponent < SMALLEST_PLAIN) {
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  return plain(mantissa, exponent);
}

/** Digits without an exponent. @param {string} mantissa @param {number} exponent @returns {string} */
function plain(mantissa, exponent) {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}
