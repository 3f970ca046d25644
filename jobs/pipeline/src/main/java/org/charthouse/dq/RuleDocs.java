package org.charthouse.dq;

import java.util.List;
import java.util.stream.Collectors;
import org.charthouse.dq.kind.KindPage;
import org.charthouse.dq.kind.KindPage.Argument;

/** Pages of kinds and rules, in Markdown. */
public final class RuleDocs {

    private RuleDocs() {}

    /** The page of a kind. */
    public static String of(KindPage kind) {
        StringBuilder page = new StringBuilder("# Kind `" + kind.name() + "`\n\n" + kind.asks() + "\n\n");
        line(page, "Numerator", kind.numerator());
        line(page, "Denominator", kind.denominator());
        line(page, "Threshold", percent(kind.threshold()) + " where a rule does not say");
        line(page, "Kahn category", kind.category().word());
        line(page, "If it fails", kind.advice());
        if (!kind.arguments().isEmpty()) {
            page.append("\n| argument | form | otherwise | meaning |\n|---|---|---|---|\n");
            kind.arguments().forEach(argument -> page.append(row(argument)));
        }
        return page.toString();
    }

    private static String row(Argument argument) {
        String otherwise = argument.isRequired() ? "required" : argument.otherwise();
        return "| " + argument.name() + " | " + argument.form().meaning() + " | " + otherwise + " | "
                + argument.meaning() + " |\n";
    }

    /** The page of a rule. */
    public static String of(RulePage rule) {
        StringBuilder page = new StringBuilder("# Rule `" + rule.name() + "`\n\n" + rule.why() + "\n\n");
        line(page, "Asks", rule.kind().asks() + " (kind `" + rule.kind().name() + "`)");
        line(page, "About", rule.applies().isEmpty() ? "all rows" : code(rule.applies()));
        line(page, "Broken where", code(rule.breaks()));
        String usually = rule.judged().isFromHistory()
                ? ", or more than usual: three robust standard deviations above the median of earlier dates on which it passed, once"
                        + " there are five"
                : "";
        line(page, "Fails", "if more than " + percent(rule.judged().threshold()) + " break it" + usually);
        line(page, "Severity", rule.judged().severity());
        line(page, "Kahn", rule.judged().category() + ", " + rule.judged().context());
        if (!rule.endangers().isEmpty()) {
            line(
                    page,
                    "Endangers",
                    rule.endangers().stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        line(page, "Source", rule.source());
        line(page, "If it fails", rule.advice());
        rule.place().ifPresent(place -> line(page, "Stands in", place.file()));
        return page.toString();
    }

    /** What leads to all pages; {@code rules/<table>.<rule>.md} and {@code kinds/<kind>.md}. */
    public static String index(List<KindPage> kinds, List<RulePage> rules) {
        StringBuilder page = new StringBuilder("# Data-quality rules\n\n## Kinds\n\n");
        kinds.forEach(
                kind -> page.append("- [" + kind.name() + "](kinds/" + kind.name() + ".md): " + kind.asks() + "\n"));
        String table = "";
        for (RulePage rule : rules) {
            if (!rule.table().toString().equals(table)) {
                table = rule.table().toString();
                page.append("\n## ").append(table).append("\n\n");
            }
            page.append("- [" + rule.rule() + "](rules/" + rule.name() + ".md) ("
                    + rule.kind().name() + ", " + rule.judged().severity() + ")\n");
        }
        return page.toString();
    }

    private static void line(StringBuilder page, String what, String text) {
        page.append("- **").append(what).append("**: ").append(text).append('\n');
    }

    private static String code(String sql) {
        return "`` " + sql + " ``";
    }

    private static String percent(double threshold) {
        return (threshold == Math.rint(threshold) ? String.valueOf((long) threshold) : String.valueOf(threshold))
                + " %";
    }
}
