package org.charthouse.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import no.priv.garshol.duke.ConfigLoader;
import no.priv.garshol.duke.Processor;
import no.priv.garshol.duke.Record;
import no.priv.garshol.duke.matchers.AbstractMatchListener;
import org.xml.sax.SAXException;

/** Duke 1.2 (Apache 2.0), set up for persons with its own comparators and its Lucene database; links are followed from record to record. */
final class Duke {

    private static final int BATCH = 40_000;

    private static final String CONFIGURATION = """
            <duke>
              <schema>
                <threshold>0.95</threshold>
                <property type="id"><name>ID</name></property>
                %s
              </schema>
              <database class="no.priv.garshol.duke.databases.LuceneDatabase">
                <param name="max-search-hits" value="20"/>
              </database>
              <csv>
                <param name="input-file" value="%s"/>
                <column name="record_id" property="ID"/>
                %s
              </csv>
            </duke>
            """;

    private static final String[][] PROPERTIES = {
        {"given_name", "Levenshtein", "0.2", "0.7"},
        {"family_name", "Levenshtein", "0.15", "0.75"},
        {"date_of_birth", "ExactComparator", "0.2", "0.9"},
        {"address", "QGramComparator", "0.4", "0.8"},
        {"postcode", "ExactComparator", "0.35", "0.65"},
        {"phone", "ExactComparator", "0.4", "0.9"},
        {"email", "ExactComparator", "0.4", "0.9"},
        {"national_id", "ExactComparator", "0.2", "0.97"}
    };

    private final Map<String, String> parents = new HashMap<>();
    private long compared;

    void link(Path records) throws IOException {
        StringBuilder properties = new StringBuilder();
        StringBuilder columns = new StringBuilder();
        for (String[] property : PROPERTIES) {
            properties.append(
                    "<property lookup=\"true\"><name>%s</name><comparator>no.priv.garshol.duke.comparators.%s</comparator><low>%s</low><high>%s</high></property>"
                            .formatted((Object[]) property));
            columns.append(
                    "<column name=\"%1$s\" property=\"%1$s\" cleaner=\"no.priv.garshol.duke.cleaners.LowerCaseNormalizeCleaner\"/>"
                            .formatted(property[0]));
        }
        Path file = Files.createTempFile("duke", ".xml");
        try {
            Files.writeString(file, CONFIGURATION.formatted(properties, records, columns));
            Processor processor = new Processor(ConfigLoader.load(file.toString()));
            processor.addMatchListener(new AbstractMatchListener() {
                @Override
                public void matches(Record one, Record other, double confidence) {
                    tie(one.getValue("ID"), other.getValue("ID"));
                }
            });
            processor.deduplicate(BATCH);
            compared = processor.getComparisonCount();
            processor.close();
        } catch (SAXException e) {
            throw new IllegalStateException("Duke does not read its configuration", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    long compared() {
        return compared;
    }

    /** Each record with company, and a name for its group. */
    Map<String, String> groups() {
        Map<String, String> groups = new HashMap<>();
        parents.keySet().forEach(record -> groups.put(record, root(record)));
        parents.values().forEach(record -> groups.put(record, root(record)));
        return groups;
    }

    private void tie(String one, String other) {
        String first = root(one);
        String second = root(other);
        if (!first.equals(second)) {
            parents.put(first, second);
        }
    }

    private String root(String record) {
        String at = record;
        for (String above = parents.get(at); above != null; above = parents.get(at)) {
            at = above;
        }
        return at;
    }
}
