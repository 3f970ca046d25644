package org.charthouse.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.charthouse.SharedSpark.assertSameRows;
import static org.charthouse.SharedSpark.rows;

import java.nio.file.Path;
import java.util.List;
import org.charthouse.SharedSpark;
import org.charthouse.error.UserError;
import org.charthouse.spec.ColumnSpec;
import org.charthouse.spec.PrivacyClass;
import org.charthouse.spec.TableContract;
import org.charthouse.spec.TableName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableMigrationTest {

    private static final TableName TABLE = TableName.of("raw.thing");
    private static final TableDefinition OLD = definition("an id", "id bigint", "code string", "n int");

    @TempDir
    private Path folder = Path.of("");

    private Lake lake = new Lake(SharedSpark.session(), Path.of("target"));
    private TableWriter writer = new TableWriter(lake);

    @BeforeEach
    void startWithTheOldForm() {
        lake = new Lake(SharedSpark.session(), folder);
        writer = new TableWriter(lake);
        writer.append(OLD, rows("id bigint, code string, n int", "1,7,10", "2,,20"));
    }

    @Test
    void gainedColumnsAreNullLostOnesGoAndRetypedOnesAreCast() {
        TableDefinition now = definition("an id", "id bigint", "code int", "unit string");
        assertThat(writer.append(now, rows("id bigint, code int, unit string", "3,8,mg")))
                .isEqualTo(1);
        assertSameRows(rows("id bigint, code int, unit string", "1,7,", "2,,", "3,8,mg"), lake.read(TABLE));
        assertThat(lake.version(TABLE)).as("one commit more").isEqualTo(2);
        assertSameRows(rows("id bigint, code string, n int", "1,7,10", "2,,20"), lake.read(TABLE, 0));
    }

    @Test
    void aRebuiltTableMayLoseAColumnToo() {
        TableDefinition now = definition("an id", "id bigint", "code string");
        assertThat(writer.replace(now, rows("id bigint, code string", "5,x"))).isEqualTo(1);
        assertSameRows(rows("id bigint, code string", "5,x"), lake.read(TABLE));
        assertThat(lake.version(TABLE)).isEqualTo(1);
        assertThat(lake.properties(TABLE))
                .containsEntry("delta.dataSkippingStatsColumns", "code,id")
                .containsEntry("delta.logRetentionDuration", "interval 36500 days");
    }

    @Test
    void aMergeMigratesToo() {
        TableDefinition now = definition("an id", "id bigint", "code string", "n int", "unit string");
        writer.merge(
                now, rows("id bigint, code string, n int, unit string", "2,9,20,mg"), List.of("code", "n", "unit"));
        assertSameRows(rows("id bigint, code string, n int, unit string", "1,7,10,", "2,9,20,mg"), lake.read(TABLE));
    }

    @Test
    void aValueThatCannotBeCastStopsBeforeAnythingIsWritten() {
        writer.append(OLD, rows("id bigint, code string, n int", "3,E11.9,30"));
        TableDefinition now = definition("an id", "id bigint", "code int", "n int");
        assertThatThrownBy(() -> writer.append(now, rows("id bigint, code int, n int", "4,8,40")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Column 'code' of raw.thing cannot become int")
                .hasMessageContaining("1 rows")
                .hasMessageContaining("cure:")
                .hasMessageNotContaining("E11.9");
        assertThat(lake.version(TABLE)).isEqualTo(1);
    }

    @Test
    void anotherDescriptionOrOrderIsNoMigration() {
        TableDefinition now = definition("said otherwise", "n int", "id bigint", "code string");
        List<String> moments = new java.util.ArrayList<>();
        Failpoints.listen(moments::add);
        try {
            writer.append(now, rows("n int, id bigint, code string", "30,3,5"));
        } finally {
            Failpoints.reset();
        }
        assertThat(moments).containsExactly("before raw.thing append", "after raw.thing append");
        assertSameRows(rows("id bigint, code string, n int", "1,7,10", "2,,20", "3,5,30"), lake.read(TABLE));
    }

    private static TableDefinition definition(String description, String... columns) {
        return TableDefinition.of(new TableContract(
                TABLE,
                "things",
                "one row per thing",
                java.util.Arrays.stream(columns)
                        .map(column -> column.split(" ", -1))
                        .map(parts -> new ColumnSpec(
                                parts[0],
                                parts[1],
                                description,
                                PrivacyClass.TECHNICAL,
                                false,
                                parts[0].equals("id") ? 1 : 0,
                                List.of(),
                                false))
                        .toList()));
    }
}
