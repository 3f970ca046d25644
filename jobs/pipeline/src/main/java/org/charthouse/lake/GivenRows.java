package org.charthouse.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.charthouse.spec.TableContract;
import org.jspecify.annotations.Nullable;

/** Rows that worked cases state in YAML, as tables. */
public final class GivenRows {

    private GivenRows() {}

    /** Rows of plain values as a table: each value is cast from its text to the type of the contract; others are null. */
    public static Dataset<Row> of(
            SparkSession session, TableContract contract, List<Map<String, @Nullable Object>> given) {
        StructType texts = new StructType();
        for (String name : contract.columnNames()) {
            texts = texts.add(name, DataTypes.StringType);
        }
        List<Row> rows = given.stream()
                .map(row -> RowFactory.create(
                        contract.columnNames().stream().map(row::get).toArray()))
                .toList();
        return cast(session.createDataFrame(rows, texts), contract);
    }

    /** The rows in the types of a contract. */
    public static Dataset<Row> cast(Dataset<Row> rows, TableContract contract) {
        StructType schema = TableDefinition.of(contract).schema();
        Column[] columns = contract.columnNames().stream()
                .map(name -> rows.schema()
                                .apply(name)
                                .dataType()
                                .equals(schema.apply(name).dataType())
                        ? col(name)
                        : converted(col(name), schema.apply(name).dataType()).as(name))
                .toArray(Column[]::new);
        return rows.select(columns);
    }

    /** A text as a value of a type; a list or structure is written as JSON. */
    private static Column converted(Column value, DataType type) {
        boolean nested = type instanceof ArrayType || type instanceof StructType || type instanceof MapType;
        return nested ? from_json(value, type, Map.of()) : value.cast(type);
    }
}
