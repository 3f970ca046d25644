package org.charthouse.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.charthouse.error.NearestWord;
import org.charthouse.spec.CsvForm;
import org.charthouse.spec.FileSpec;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one file.
 *
 * @param columns in its order, by the names that its feed declares, where it declares them
 * @param undeclared those that it does not
 */
public record FileHeader(List<String> columns, List<String> undeclared) {

    /** The header line of a file that ingest found usable. */
    static FileHeader of(CsvForm form, FileSpec file, String line) {
        List<String> names = new CsvLine(form).values(line);
        return named(form, file, names == null ? List.of() : names);
    }

    /** The line that stands for a header where files have none: all columns in their order. */
    public static String absent(CsvForm form, FileSpec file) {
        return new CsvLine(form).of(file.columns());
    }

    /**
     * Why files with such a first line cannot be used.
     *
     * @param line null where it is no text in the feed's encoding
     */
    public static Optional<String> refusal(CsvForm form, FileSpec file, @Nullable String line) {
        if (line == null) {
            return Optional.of("the file has no header line in " + form.encoding()
                    + "; deliver it whole and in that encoding, or state its own in the feed");
        }
        List<String> names = new CsvLine(form).values(line);
        if (names == null || names.stream().distinct().count() != names.size()) {
            return Optional.of("the header's quotes are not balanced or a column stands there twice");
        }
        List<String> columns = named(form, file, names).columns;
        if (columns.stream().distinct().count() != columns.size()) {
            return Optional.of("two columns of the header are renamed to the same");
        }
        List<String> required = file.columns();
        if (required.stream().noneMatch(columns::contains)) { // it may be a record, of which nothing must be told
            return Optional.of(delimiter(form, columns) + "the first line has none of the required columns: "
                    + String.join(", ", required));
        }
        List<String> missing = required.stream()
                .filter(name -> !columns.contains(name))
                .map(name -> name
                        + NearestWord.to(name, columns)
                                .map(near -> " (has '" + near + "')")
                                .orElse(""))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        delimiter(form, columns) + "the header lacks required columns: " + String.join(", ", missing));
    }

    int position(String column) {
        return columns.indexOf(column);
    }

    private static FileHeader named(CsvForm form, FileSpec file, List<String> names) {
        List<String> declared = file.sourceColumns();
        List<String> columns = new ArrayList<>();
        List<String> undeclared = new ArrayList<>();
        for (String name : names) {
            String renamed = same(form, file.renames().keySet(), name)
                    .map(from -> file.renames().getOrDefault(from, from))
                    .orElse(name);
            Optional<String> known = same(form, declared, renamed);
            columns.add(known.orElse(name));
            if (known.isEmpty()) {
                undeclared.add(name);
            }
        }
        return new FileHeader(columns, undeclared);
    }

    private static Optional<String> same(CsvForm form, Collection<String> names, String name) {
        return names.stream()
                .filter(each -> form.anyCase() ? each.equalsIgnoreCase(name) : each.equals(name))
                .findFirst();
    }

    /** One column whose name holds another delimiter: the file is separated otherwise than its feed says. */
    private static String delimiter(CsvForm form, List<String> columns) {
        boolean isOne = columns.size() == 1;
        for (String other : List.of(",", ";", "\t", "|")) {
            if (isOne && !other.equals(form.delimiter()) && columns.get(0).contains(other)) {
                return "the columns are separated by '" + (other.equals("\t") ? "tab" : other) + "', not by '"
                        + form.delimiter() + "'; ";
            }
        }
        return "";
    }
}
