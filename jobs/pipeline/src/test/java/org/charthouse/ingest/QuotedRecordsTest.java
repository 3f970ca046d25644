package org.charthouse.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.charthouse.spec.CsvForm;
import org.junit.jupiter.api.Test;

class QuotedRecordsTest {

    @Test
    void aLineBreakWithinQuotesIsPartOfItsRecord() {
        assertThat(records("a,b\r\n1,\"x\ny \"\"z\"\"\n\"\r\n2,5\" pipe\n\n3,", ""))
                .containsExactly("a,b", "1,\"x\ny \"\"z\"\"\n\"", "2,5\" pipe", "", "3,");
    }

    @Test
    void aQuoteThatNeverEndsSpoilsItsOwnLineOnly() {
        assertThat(records("a,b\n1,\"x\n2,y\n3,z\n", "")).containsExactly("a,b", "1,\"x", "2,y", "3,z");
    }

    @Test
    void anEscapedQuoteDoesNotEndAValue() {
        assertThat(records("1,\"x\\\"\ny\"\n2,z", "\\")).containsExactly("1,\"x\\\"\ny\"", "2,z");
    }

    private static List<String> records(String file, String escape) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        CsvForm form = new CsvForm(",", "\"", escape, "UTF-8", true, false, true);
        return new QuotedRecords(bytes, form)
                .spans().stream()
                        .map(span -> new String(bytes, span.start(), span.end() - span.start(), StandardCharsets.UTF_8))
                        .toList();
    }
}
