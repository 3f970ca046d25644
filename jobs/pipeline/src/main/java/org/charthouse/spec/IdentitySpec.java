package org.charthouse.spec;

import java.util.List;

/**
 * A deterministic identity model: two records are one person when all columns of some rule agree.
 *
 * @param model name and version, kept with every link
 * @param rules in order of trust; the first that holds is the reason that is kept
 * @param placeholders values that mean "not known", compared after standardisation
 */
public record IdentitySpec(String model, List<Rule> rules, List<String> placeholders) {

    /** Columns of {@code core.patient} that a rule may compare. */
    public static final List<String> COLUMNS = List.of(
            "national_id",
            "family_name",
            "given_name",
            "middle_name",
            "birth_on",
            "sex_code",
            "postcode",
            "phone",
            "email",
            "mrn");

    /**
     * One rule.
     *
     * @param name the reason shown for a link
     * @param equal the columns that must be present and equal
     * @param unless columns of which no two may differ where both are present; such pairs go to review
     */
    public record Rule(String name, List<String> equal, List<String> unless) {}

    static IdentitySpec read(Section file) {
        IdentitySpec spec = new IdentitySpec(
                file.text("model"), file.list("rules", IdentitySpec::rule), file.texts("placeholders"));
        file.end();
        return spec;
    }

    private static Rule rule(Section section) {
        Rule rule = new Rule(section.text("name"), section.texts("equal"), section.texts("unless-different"));
        for (String key : List.of("equal", "unless-different")) {
            List<String> columns = key.equals("equal") ? rule.equal() : rule.unless();
            columns.stream()
                    .filter(column -> !COLUMNS.contains(column))
                    .forEach(column -> section.unknown("Unknown column '" + column + "'", key, column, COLUMNS));
        }
        if (rule.equal().isEmpty()) {
            section.missing("equal");
        }
        return rule;
    }
}
