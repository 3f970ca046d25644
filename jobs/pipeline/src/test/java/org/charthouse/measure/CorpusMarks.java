package org.charthouse.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** What only the packages and cases of a folder of measures say: names of measures, ids of value sets and of cases. */
final class CorpusMarks {

    private static final Pattern MEASURE = Pattern.compile("CMS(?:FHIR)?\\d+|\\b[A-Z]\\w{12,}");
    private static final Pattern OID = Pattern.compile("\\d+(?:\\.\\d+){5,}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern VALUE_SET = Pattern.compile("/ValueSet/(\\d[\\d.]*\\d)");

    private final Set<String> marks = new HashSet<>();

    CorpusMarks(Path folder) throws IOException {
        for (CSVRecord row : MeasureSuite.rows(folder.resolve("measures.tsv"), CSVFormat.TDF)) {
            marks.add(row.get("measure"));
            marks.add(row.get("library"));
            add(Pattern.compile("^CMS(?:FHIR)?\\d+"), row.get("measure"));
        }
        for (CSVRecord row : MeasureSuite.rows(folder.resolve("expected.tsv"), CSVFormat.TDF)) {
            marks.add(row.get("case_id"));
        }
        try (InputStream in = Files.newInputStream(folder.resolve("valuesets.ndjson.gz"))) {
            new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> add(VALUE_SET, line));
        }
        add(VALUE_SET, Files.readString(folder.resolve("missing_valuesets.txt")));
    }

    private void add(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            marks.add(matcher.group(matcher.groupCount()));
        }
    }

    int size() {
        return marks.size();
    }

    /** Those that a text holds. */
    NavigableSet<String> in(String text) {
        NavigableSet<String> found = new TreeSet<>();
        for (Pattern pattern : Set.of(MEASURE, OID, UUID)) {
            pattern.matcher(text)
                    .results()
                    .map(match -> match.group())
                    .filter(marks::contains)
                    .forEach(found::add);
        }
        return found;
    }
}
