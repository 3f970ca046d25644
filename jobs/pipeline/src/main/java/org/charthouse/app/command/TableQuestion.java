package org.charthouse.app.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.charthouse.error.ExitCode;
import org.charthouse.error.NearestWord;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * {@code DESCRIBE zone.table} and {@code SHOW TABLES}: what can be asked by {@code sql}. No row of a table is read for them,
 * so they are no access.
 *
 * @param table the table to describe; empty where all are to be named
 */
record TableQuestion(Optional<String> table) {

    private static final Pattern DESCRIBE =
            Pattern.compile("(?i)\\s*DESC(?:RIBE)?(?:\\s+TABLE)?\\s+`?([a-z0-9_]+)`?\\.`?([a-z0-9_]+)`?\\s*;?\\s*");
    private static final Pattern SHOW = Pattern.compile("(?i)\\s*SHOW\\s+TABLES\\s*;?\\s*");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TYPE = 60;

    /** What a line of the answer tells: a column, its type and what it is, or a table and what it is for. */
    record Line(String name, String type, String description) {}

    /** The question; empty where the text is none of the two. */
    static Optional<TableQuestion> of(String query) {
        Matcher describe = DESCRIBE.matcher(query);
        if (describe.matches()) {
            String name = describe.group(1) + "." + describe.group(2);
            return Optional.of(new TableQuestion(Optional.of(name.toLowerCase(Locale.ROOT))));
        }
        return SHOW.matcher(query).matches() ? Optional.of(new TableQuestion(Optional.empty())) : Optional.empty();
    }

    /** Refuses to describe what is not known. */
    void refuseUnknown(Collection<String> known) {
        if (table.isPresent() && !known.contains(table.get())) {
            throw new UserError(
                    ExitCode.USAGE,
                    new Problem(
                            "Unknown table '" + table.get() + "'",
                            null,
                            "no table of that name is published",
                            NearestWord.cure(table.get(), known)));
        }
    }

    /** Prints the answer: types are whole in JSON alone, for those of {@code fhir} are as long as a page. */
    void print(List<Line> lines, boolean json, PrintStream out) {
        if (json) {
            lines.forEach(line -> out.println(object(line)));
            return;
        }
        TextTable text = TextTable.whole(
                table.isPresent() ? List.of("column", "type", "what it is") : List.of("table", "what it is for"));
        lines.forEach(line -> text.add(
                table.isPresent()
                        ? List.of(line.name(), shortened(line.type()), line.description())
                        : List.of(line.name(), line.description())));
        text.print(out);
        out.println(lines.size() + (table.isPresent() ? " columns" : " tables"));
    }

    private ObjectNode object(Line line) {
        ObjectNode object = JSON.createObjectNode();
        return table.isPresent()
                ? object.put("column", line.name()).put("type", line.type()).put("description", line.description())
                : object.put("table", line.name()).put("description", line.description());
    }

    private static String shortened(String type) {
        return type.length() <= LONGEST_TYPE ? type : type.substring(0, LONGEST_TYPE - 1) + "…";
    }
}
