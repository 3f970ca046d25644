package org.charthouse.synthetic.extract;

/** National Provider Identifiers that check (Luhn with prefix 80840) and, since they begin with 9, belong to nobody. */
final class MadeUpNpi {

    private static final String CARD_ISSUER = "80840";

    private MadeUpNpi() {}

    static String of(int number) {
        String nine = "99998%04d".formatted(number);
        return nine + check(CARD_ISSUER + nine);
    }

    private static int check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
