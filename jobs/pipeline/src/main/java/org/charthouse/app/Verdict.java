package org.charthouse.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a table can be relied on, by the rules that endanger it.
 *
 * @param table a mart, a table of measures, or what else rules endanger
 * @param word one of the constants
 * @param rules how many rules endanger it
 * @param checked how many of these were about any row
 * @param deciding the rules that decide, with their states; none where it is safe or unknown
 */
public record Verdict(String table, String word, long rules, long checked, List<String> deciding) {

    /** A fatal rule failed, or a rule could not be computed. */
    public static final String NOT_SAFE = "not safe";

    /** Another rule failed. */
    public static final String WITH_CAUTION = "with caution";

    /** Nothing could be checked. */
    public static final String UNKNOWN = "unknown";

    /** All that was checked holds. */
    public static final String SAFE = "safe";

    private static final String ERROR = "error";
    private static final String FAILED = "failed";

    /**
     * What a rule found.
     *
     * @param rule its name with that of its table
     * @param endangers tables that cannot be relied on if it fails
     */
    public record Finding(String rule, String severity, String state, Collection<String> endangers) {

        private boolean isChecked() {
            return !state.equals("not applicable");
        }

        private boolean isGrave() {
            return state.equals(ERROR) || (state.equals(FAILED) && severity.equals("fatal"));
        }
    }

    /**
     * A verdict for each table, by name.
     *
     * @param tables those that have one though no rule may endanger them
     */
    public static List<Verdict> of(Set<String> tables, Collection<Finding> findings) {
        SortedMap<String, List<Finding>> byTable = new TreeMap<>();
        tables.forEach(table -> byTable.put(table, new ArrayList<>()));
        findings.forEach(finding -> finding.endangers()
                .forEach(table ->
                        byTable.computeIfAbsent(table, any -> new ArrayList<>()).add(finding)));
        return byTable.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Verdict of(String table, List<Finding> findings) {
        List<Finding> grave = findings.stream().filter(Finding::isGrave).toList();
        List<Finding> failed = findings.stream()
                .filter(each -> each.isGrave() || each.state().equals(FAILED))
                .toList();
        long checked = findings.stream().filter(Finding::isChecked).count();
        String word = !grave.isEmpty() ? NOT_SAFE : !failed.isEmpty() ? WITH_CAUTION : checked == 0 ? UNKNOWN : SAFE;
        List<String> deciding = (grave.isEmpty() ? failed : grave)
                .stream()
                        .map(each -> each.rule() + " (" + each.severity() + ", " + each.state() + ")")
                        .sorted()
                        .toList();
        return new Verdict(table, word, findings.size(), checked, deciding);
    }
}
