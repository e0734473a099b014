package dev.rigel.tools.text;

/** Check sums of numbers that are given as their digits. */
final class CheckDigits {
  private CheckDigits() {}

  /** Luhn, ISO/IEC 7812-1 annex B: every second digit from the right is doubled. */
  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? 2 * digit : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** ISO 7064, modulo 11,10: a pure check with one digit. */
  static boolean mod11and10(String digits) {
    int rest = 10;
    for (int i = 0; i < digits.length() - 1; i++) {
      int sum = (digits.charAt(i) - '0' + rest) % 10;
      rest = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return (rest + digits.charAt(digits.length() - 1) - '0') % 10 == 1;
  }

  /** The digits times their weights, added up; digits behind the last weight do not count. */
  static int weighted(String digits, int... weights) {
    int sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += (digits.charAt(i) - '0') * weights[i];
    }
    return sum;
  }

  static int digit(String digits, int index) {
    return digits.charAt(index) - '0';
  }
}
