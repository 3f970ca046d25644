package org.charthouse.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.identity.match.Decision;
import org.charthouse.identity.match.Linkage;
import org.charthouse.identity.match.Pair;
import org.charthouse.identity.match.Said;
import org.jspecify.annotations.Nullable;

/** What ties records to others, and who said so. */
final class Ties {

    static final StructType FORM = new StructType()
            .add("record", DataTypes.StringType)
            .add("component", DataTypes.StringType)
            .add("reason", DataTypes.StringType)
            .add("score", DataTypes.DoubleType)
            .add("actor", DataTypes.StringType);

    /** The reason of records of which a person decided. */
    static final String DECIDED = "decided by a person";

    /** The reason of records of which their source says that one is replaced by the other. */
    static final String REPLACED = "replaced, says the source";

    private final Linkage linkage;
    private final StoredPairs pairs;
    private final Map<String, Pair> strongest = new HashMap<>();
    private final Map<String, String> actors = new HashMap<>();

    Ties(Linkage linkage, StoredPairs pairs, List<Said> said) {
        this.linkage = linkage;
        this.pairs = pairs;
        for (Pair pair : linkage.likely()) {
            if (linkage.decision(pair) == Decision.MATCH) {
                strongest.putIfAbsent(pair.a(), pair);
                strongest.putIfAbsent(pair.b(), pair);
            }
        }
        said.forEach(each -> {
            actors.putIfAbsent(each.a(), each.by());
            actors.putIfAbsent(each.b(), each.by());
        });
    }

    /** A row for each record that has company or of which a person decided; see {@link #FORM}. */
    List<Row> rows() {
        TreeSet<String> records = new TreeSet<>(linkage.persons().keySet());
        records.addAll(actors.keySet());
        List<Row> rows = new ArrayList<>();
        for (String record : records) {
            Pair tie = strongest.get(record);
            rows.add(RowFactory.create(
                    record,
                    linkage.persons().getOrDefault(record, record),
                    reason(actors.get(record), tie),
                    tie == null ? null : tie.probability(),
                    actors.get(record)));
        }
        return rows;
    }

    private String reason(@Nullable String actor, @Nullable Pair tie) {
        if (actor == null && tie != null) {
            return pairs.reason(tie, linkage);
        }
        return Replaced.SOURCE.equals(actor) ? REPLACED : DECIDED;
    }
}
