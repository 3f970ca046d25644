package org.charthouse.terminology;

/** Check digits of code systems. */
final class CheckDigit {

    private static final int[][] PRODUCT = dihedral();
    private static final int[][] PERMUTATION = permutations();

    private CheckDigit() {}

    /**
     * Whether the last of these digits is right by the mod-10 rule (ISO/IEC 7812-1, annex B), as in LOINC and NPI.
     *
     * @param digits two or more decimal digits
     */
    static boolean isMod10(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Whether the last of these digits is right by Verhoeff's rule over the dihedral group of ten, as in SNOMED CT. */
    static boolean isVerhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            check = PRODUCT[check][PERMUTATION[i % 8][digit]];
        }
        return check == 0;
    }

    /** Turns 0 to 4 and reflections 5 to 9 of a pentagon, composed. */
    private static int[][] dihedral() {
        int[][] product = new int[10][10];
        for (int a = 0; a < 10; a++) {
            for (int b = 0; b < 10; b++) {
                int turn = a < 5 ? Math.floorMod(a + b, 5) : Math.floorMod(a - b, 5);
                product[a][b] = (a < 5) == (b < 5) ? turn : turn + 5;
            }
        }
        return product;
    }

    /** Verhoeff's permutation applied 0 to 7 times. */
    private static int[][] permutations() {
        int[] once = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int[][] powers = new int[8][10];
        for (int digit = 0; digit < 10; digit++) {
            powers[0][digit] = digit;
            for (int power = 1; power < 8; power++) {
                powers[power][digit] = once[powers[power - 1][digit]];
            }
        }
        return powers;
    }
}
