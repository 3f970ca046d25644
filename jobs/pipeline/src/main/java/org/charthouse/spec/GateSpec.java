package org.charthouse.spec;

import java.util.List;
import java.util.Optional;

/**
 * {@code conf/gate/<rule>.yaml}: one rule that a new state of the lake must keep before it is published.
 *
 * @param rule its name, the name of the file
 * @param isFatal whether a failure keeps the state in force; otherwise it is only told
 * @param inputs tables that the query reads
 * @param query Spark SQL with columns {@code subject} (what is judged) and {@code measured} (a number)
 * @param least what a number must reach; empty where only the most counts
 * @param most what a number must not exceed; empty where only the least counts
 * @param unit what the number counts
 * @param advice what to do about a failure
 */
public record GateSpec(
        String rule,
        boolean isFatal,
        List<TableName> inputs,
        String query,
        Optional<Double> least,
        Optional<Double> most,
        String unit,
        String advice) {

    /** Columns that the query makes. */
    public static final List<String> COLUMNS = List.of("subject", "measured");

    private static final List<String> SEVERITIES = List.of("fatal", "warning");

    static GateSpec read(Section file) {
        GateSpec spec = new GateSpec(
                file.text("rule"),
                file.word("severity", SEVERITIES).equals("fatal"),
                file.texts("inputs").stream().map(TableName::of).toList(),
                file.text("query"),
                file.decimal("least"),
                file.decimal("most"),
                file.text("unit"),
                file.text("advice"));
        if (!file.has("least") && !file.has("most")) {
            file.missing("most");
        }
        file.end();
        return spec;
    }
}
