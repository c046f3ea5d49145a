/** A dated amount of the base salary (lương cơ sở), đồng. */
export type BaseSalary = { validFrom: string; amount: number };

/** The base salary in force on a day (ISO); null before the first that is known. domain.md C2: the day of the decision counts. */
export function salaryOn(salaries: readonly BaseSalary[], day: string): number | null {
  const inForce = salaries.filter(({ validFrom }) => validFrom <= day).sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  return inForce.at(-1)?.amount ?? null;
}

/** A multiple as the catalogue keeps it, at most four digits after the comma, as an exact number of ten-thousandths. */
const tenThousandths = (multiple: string): bigint => {
  const [whole = '0', rest = ''] = multiple.split('.');
  return BigInt(whole) * 10_000n + BigInt(rest.padEnd(4, '0').slice(0, 4));
};

/**
 * Money of an award in đồng for `count` recipients: multiple × base salary, each rounded up to `roundUpTo` đồng (1 for the Party, whose
 * money is not rounded: domain.md B6; 10,000 else: C2), exact to the đồng. `multiple` is a canonical decimal, at most four digits.
 */
export function bonusOf({
  multiple,
  baseSalary,
  roundUpTo,
  count,
}: {
  multiple: string;
  baseSalary: number;
  roundUpTo: number;
  count: number;
}): number {
  const step = BigInt(roundUpTo) * 10_000n;
  const exact = tenThousandths(multiple) * BigInt(baseSalary);
  const rounded = ((exact + step - 1n) / step) * BigInt(roundUpTo);
  return Number(rounded) * count;
}
