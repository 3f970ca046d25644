package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    @ParameterizedTest
    @CsvSource({
        "2012,                  2013,                      -1",
        "2012,                  2012-01,                   ",
        "2012-02,               2012-01-15,                1",
        "2012-01-01,            2012-01-01T10:00:00Z,      ",
        "2012-01-01,            2012-01-02T10:00:00Z,      -1",
        "2012-01-01T10:00:00Z,  2012-01-01T12:00:00+02:00, 0",
        "2012-01-01T23:30:00Z,  2012-01-02T00:30:00+02:00, 1",
        "2012-01-01T10:00:00Z,  2012-01-01T10:00:00,       ",
        "2012-01-01T10:00:00Z,  2012-01-01T10:00:00.5Z,    -1",
        "2012-01-01T10:00:00Z,  2012-01-01T10:00:00.000Z,  0",
        "2012-01-01T10:00,      2012-01-01T10:00:00,       ",
        "10:00,                 10:30:00,                  -1",
        "10:00,                 10:00:00,                  ",
        "10:00:00,              2012-01-01,                ",
        "2012-02-30,            2012-03-01,                ",
        "yesterday,             2012,                      ",
    })
    void whatPrecisionOrZoneLeaveOpenIsNotDecided(String left, String right, Integer order) {
        Integer found = Moment.compare(UTF8String.fromString(left), UTF8String.fromString(right));
        Integer reversed = Moment.compare(UTF8String.fromString(right), UTF8String.fromString(left));

        assertThat(found == null ? null : Integer.signum(found)).isEqualTo(order);
        assertThat(reversed == null ? null : -Integer.signum(reversed)).isEqualTo(order);
    }
}
