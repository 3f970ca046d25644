package org.charthouse.dq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.charthouse.dq.kind.Check.Count;
import org.charthouse.lake.TableDefinition;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.Specifications;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;

/**
 * What the SQL of a rule may name: the columns of the table, {@code as_of}, rows referred to as structures, and numbers of
 * other rows.
 *
 * @param row as a type
 * @param lookups rows referred to, by the name of the structure
 * @param counts numbers of other rows, by the name of the column
 */
record RowShape(StructType row, Map<String, Lookup> lookups, Map<String, Count> counts) {

    /** The date that the run stands for. */
    static final String AS_OF = "as_of";

    /** The system that numbers a row. */
    static final String SOURCE = "source_system";

    private static final String ID = "_id";

    /**
     * A row that a column refers to.
     *
     * @param table where it lies
     * @param key its column with the value
     * @param column the column that refers to it
     * @param isBySource whether it must be of the same source
     */
    record Lookup(TableName table, String key, String column, boolean isBySource) {}

    /** The shape of a table, still without counts. */
    static RowShape of(TableContract contract, Specifications specs) {
        StructType row = TableDefinition.of(contract).schema();
        Map<String, Lookup> lookups = new TreeMap<>();
        for (ColumnSpec column : contract.columns()) {
            for (String to : column.references()) {
                int dot = to.lastIndexOf('.');
                TableName table = TableName.of(to.substring(0, dot));
                TableContract target = specs.contracts().get(table);
                String alias = alias(column, table);
                if (target != null && contract.column(alias).isEmpty() && !lookups.containsKey(alias)) {
                    boolean isBySource = contract.column(SOURCE).isPresent()
                            && target.column(SOURCE).isPresent();
                    lookups.put(alias, new Lookup(table, to.substring(dot + 1), column.name(), isBySource));
                    row = row.add(alias, TableDefinition.of(target).schema());
                }
            }
        }
        return new RowShape(row.add(AS_OF, DataTypes.DateType), lookups, Map.of());
    }

    /** The same with the numbers of rows that checks read. */
    RowShape with(List<Rule> rules) {
        StructType wider = row;
        Map<String, Count> all = new TreeMap<>();
        for (Rule rule : rules) {
            for (Count count : rule.check().counts()) {
                all.put(count.as(), count);
                wider = wider.add(count.as(), DataTypes.LongType);
            }
        }
        return new RowShape(wider, lookups, all);
    }

    /** The tables besides its own that some columns of a flat row come from. */
    List<TableName> tablesOf(List<String> columns) {
        List<TableName> tables = new ArrayList<>();
        for (String column : columns) {
            lookup(column).map(Lookup::table).ifPresent(tables::add);
            Optional.ofNullable(counts.get(column)).map(Count::of).ifPresent(tables::add);
        }
        return tables;
    }

    /** The lookup that a column of a flat row belongs to. */
    Optional<Lookup> lookup(String column) {
        int dot = column.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(lookups.get(column.substring(0, dot)));
    }

    /** {@code encounter_id} refers to what rules call {@code encounter}. */
    private static String alias(ColumnSpec column, TableName table) {
        String name = column.name();
        String plain = name.endsWith(ID) ? name.substring(0, name.length() - ID.length()) : name + "_row";
        return column.references().size() == 1 ? plain : plain + "_" + table.name();
    }
}
