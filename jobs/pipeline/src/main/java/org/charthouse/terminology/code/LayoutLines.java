package org.charthouse.terminology.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.charthouse.spec.CodeLayout;
import org.charthouse.spec.CodeLayout.Positions;
import org.charthouse.spec.CsvForm;

/**
 * The lines of a published file, cut into fields.
 *
 * @param fields names, in order
 * @param lines values in the same order, without blanks around them; empty where the line ends before
 */
record LayoutLines(List<String> fields, List<Line> lines) {

    /**
     * One line.
     *
     * @param number from 1
     */
    record Line(long number, List<String> values) {}

    static LayoutLines read(CodeLayout layout, BufferedReader characters) throws IOException, CodeFile.Unreadable {
        for (int i = 0; i < layout.skip(); i++) {
            if (characters.readLine() == null) {
                throw new CodeFile.Unreadable("it has fewer than the " + layout.skip() + " lines that are skipped");
            }
        }
        return switch (layout.format()) {
            case FIXED -> new LayoutLines(layout.fieldNames(), fixed(layout, characters));
            case PATTERN -> new LayoutLines(layout.fieldNames(), matching(layout, characters));
            case SEPARATED -> separated(layout, characters);
        };
    }

    private static List<Line> fixed(CodeLayout layout, BufferedReader characters) throws IOException {
        List<Line> lines = new ArrayList<>();
        long number = layout.skip();
        for (String line = characters.readLine(); line != null; line = characters.readLine()) {
            number++;
            if (!line.isBlank()) {
                List<String> values = new ArrayList<>();
                for (Positions at : layout.fields().values()) {
                    int from = Math.min(at.first() - 1, line.length());
                    values.add(line.substring(from, Math.min(at.last(), line.length()))
                            .strip());
                }
                lines.add(new Line(number, values));
            }
        }
        return lines;
    }

    private static List<Line> matching(CodeLayout layout, BufferedReader characters) throws IOException {
        Pattern pattern = Pattern.compile(layout.pattern().orElseThrow());
        List<Line> lines = new ArrayList<>();
        long number = layout.skip();
        for (String line = characters.readLine(); line != null; line = characters.readLine()) {
            number++;
            Matcher found = pattern.matcher(line);
            if (found.matches()) {
                List<String> values = new ArrayList<>();
                for (String field : layout.fieldNames()) {
                    String value = found.group(field);
                    values.add(value == null ? "" : value.strip());
                }
                lines.add(new Line(number, values));
            }
        }
        return lines;
    }

    private static LayoutLines separated(CodeLayout layout, BufferedReader characters)
            throws IOException, CodeFile.Unreadable {
        try (CSVParser parser = CSVParser.parse(characters, format(layout.form()))) {
            List<String> names = layout.fieldNames();
            List<Line> lines = new ArrayList<>();
            boolean isHeader = layout.hasHeader();
            for (CSVRecord record : parser) {
                List<String> values = record.stream().map(String::strip).toList();
                if (isHeader) {
                    names = header(values, names);
                    isHeader = false;
                } else {
                    lines.add(new Line(layout.skip() + parser.getCurrentLineNumber(), values));
                }
            }
            int width = names.size();
            return new LayoutLines(
                    names,
                    lines.stream()
                            .map(line -> new Line(line.number(), wide(line.values(), width)))
                            .toList());
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            throw new CodeFile.Unreadable("it is not separated as the layout says: " + e.getMessage());
        }
    }

    /** The header's names; of those that it has twice the first. */
    private static List<String> header(List<String> given, List<String> expected) throws CodeFile.Unreadable {
        List<String> missing =
                expected.stream().filter(name -> !given.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new CodeFile.Unreadable("its header has no " + missing + ", but " + given);
        }
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (String name : given) {
            int times = seen.merge(name, 1, Integer::sum);
            names.add(name.isEmpty() || times > 1 ? name + "_" + names.size() : name);
        }
        return names;
    }

    private static List<String> wide(List<String> values, int width) {
        List<String> wide = new ArrayList<>(values.subList(0, Math.min(width, values.size())));
        while (wide.size() < width) {
            wide.add("");
        }
        return wide;
    }

    private static CSVFormat format(CsvForm form) {
        CSVFormat.Builder format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(form.delimiter())
                .setQuote(
                        form.quote().isEmpty()
                                ? null
                                : Character.valueOf(form.quote().charAt(0)))
                .setIgnoreEmptyLines(true);
        if (!form.escape().isEmpty()) {
            format.setEscape(form.escape().charAt(0));
        }
        return format.get();
    }
}
