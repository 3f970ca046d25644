package org.charthouse.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the codes of a system are written, and the one form that they are brought to. */
public enum CodeFormat {
    /** Blanks around the code are dropped, nothing else is known. */
    ANY,
    /** Upper case, a dot after the third character: {@code e119} is {@code E11.9}. */
    ICD_10_CM,
    /** Seven characters of digits and capitals without I and O; no dot. */
    ICD_10_PCS,
    /** Diagnoses of ICD-9-CM: the dot after three characters, after four where the first is an E. */
    ICD_9_CM,
    /** Procedures of ICD-9-CM: the dot after two digits. */
    ICD_9_PCS,
    /**
     * Digits, a dash and a check digit; parts start with LP, answers with LA. A missing dash is put in where the check digit
     * is right; with a dash the digit is not held against the code, since some that are in use do not follow the rule.
     */
    LOINC,
    /** 6 to 18 digits, the last of them a check digit. */
    SNOMED_CT,
    /** Up to eight digits without leading zeros. */
    RXNORM,
    /** Eleven digits without hyphens: labeller 5, product 4, package 2, each part filled up with zeros. */
    NDC,
    /** Digits, at least two: {@code 8} and {@code 008} are {@code 08}. */
    CVX,
    /** A capital and four digits. */
    HCPCS,
    /** Four digits and a digit or capital. */
    CPT,
    /** Four digits, a dash and a digit, as race and ethnicity are coded. */
    CDC_RACE;

    private static final Pattern ICD_10_CM_CODE = Pattern.compile("([A-Z]\\d[0-9A-Z])\\.?([0-9A-Z]{0,4})");
    private static final Pattern ICD_9_CM_CODE = Pattern.compile("(\\d{3}|V\\d{2}|E\\d{3})\\.?(\\d{0,2})");
    private static final Pattern ICD_9_PCS_CODE = Pattern.compile("(\\d{2})\\.?(\\d{0,2})");
    private static final Pattern LOINC_CODE = Pattern.compile("(\\d{1,7}) ?(\\d)");
    private static final Pattern NDC_PARTS = Pattern.compile("(\\d{4,5})-(\\d{3,4})-(\\d{1,2})");

    /** The word that stands in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(CodeFormat::word).toList();
    }

    static Optional<CodeFormat> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** The code in the one form of its system; null where it is none of that system's form. */
    @Nullable
    String canonical(String sent) {
        String code = sent.strip();
        String upper = code.toUpperCase(Locale.ROOT);
        return switch (this) {
            case ANY -> code.isEmpty() ? null : code;
            case ICD_10_CM -> dotted(upper, ICD_10_CM_CODE);
            case ICD_10_PCS -> matching(upper.replace(".", ""), "[0-9A-HJ-NP-Z]{7}");
            case ICD_9_CM -> dotted(upper, ICD_9_CM_CODE);
            case ICD_9_PCS -> dotted(upper, ICD_9_PCS_CODE);
            case LOINC -> loinc(upper);
            case SNOMED_CT -> code.matches("[1-9]\\d{5,17}") && CheckDigit.isVerhoeff(code) ? code : null;
            case RXNORM -> matching(code.replaceFirst("^0+", ""), "\\d{1,8}");
            case NDC -> ndc(code);
            case CVX -> twoDigits(matching(code.replaceFirst("^0+(?=\\d)", ""), "\\d{1,3}"));
            case HCPCS -> matching(upper, "[A-Z]\\d{4}");
            case CPT -> matching(upper, "\\d{4}[0-9A-Z]");
            case CDC_RACE -> matching(code, "\\d{4}-\\d");
        };
    }

    private static @Nullable String matching(String code, String pattern) {
        return code.matches(pattern) ? code : null;
    }

    private static @Nullable String dotted(String code, Pattern pattern) {
        Matcher parts = pattern.matcher(code);
        if (!parts.matches()) {
            return null;
        }
        return parts.group(2).isEmpty() ? parts.group(1) : parts.group(1) + "." + parts.group(2);
    }

    private static @Nullable String loinc(String code) {
        if (code.matches("(L[AP])?\\d{1,7}-\\d")) {
            return code;
        }
        Matcher parts = LOINC_CODE.matcher(code);
        if (!parts.matches() || !CheckDigit.isMod10(parts.group(1) + parts.group(2))) {
            return null;
        }
        return parts.group(1) + "-" + parts.group(2);
    }

    /** Ten digits without hyphens are refused: they may be 4-4-2, 5-3-2 or 5-4-1. */
    private static @Nullable String ndc(String code) {
        Matcher parts = NDC_PARTS.matcher(code);
        if (!parts.matches()) {
            return matching(code, "\\d{11}");
        }
        int digits = code.length() - 2;
        String whole = "0".repeat(5 - parts.group(1).length())
                + parts.group(1)
                + "0".repeat(4 - parts.group(2).length())
                + parts.group(2)
                + "0".repeat(2 - parts.group(3).length())
                + parts.group(3);
        return digits < 10 ? null : whole;
    }

    private static @Nullable String twoDigits(@Nullable String code) {
        return code == null || code.length() > 1 ? code : "0" + code;
    }
}
