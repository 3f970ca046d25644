package org.charthouse.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryTest {
    private static @Nullable String bound(String text, FhirKind kind, boolean high, @Nullable Integer precision) {
        UTF8String bound = Boundary.apply(UTF8String.fromString(text), Boundary.of(kind, high, precision));
        return bound == null ? null : bound.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "1.587,   , 1.58650000, 1.58750000",
        "1.587,  6, 1.586500,   1.587500",
        "1.587,  2, 1.58,       1.59",
        "1.587,  0, 1,          2",
        "-1.587,  , -1.58750000, -1.58650000",
        "-1.587, 2, -1.59,      -1.58",
        "-1.587, 0, -2,         -1",
        "1,      1, 0.5,        1.5",
        "0,      1, -0.5,       0.5",
        "1E3,    0, 500,        1500",
        "1.587, -1, ,",
        "1.587, 29, ,",
        "many,    , ,",
    })
    void aNumberReachesHalfAUnitOfItsLastDigitEitherWay(String text, Integer precision, String low, String high) {
        assertThat(bound(text, FhirKind.DECIMAL, false, precision)).isEqualTo(low);
        assertThat(bound(text, FhirKind.DECIMAL, true, precision)).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({
        "2014,         , 2014-01-01, 2014-12-31",
        "2014,        6, 2014-01,    2014-12",
        "2016-02,      , 2016-02-01, 2016-02-29",
        "2015-02,      , 2015-02-01, 2015-02-28",
        "2014-05-06,  4, 2014,       2014",
        "2014-05-06, 17, ,",
        "2014-05-06,  5, ,",
        "2014-13,      , ,",
    })
    void aDateReachesOverItsYearOrMonth(String text, Integer precision, String low, String high) {
        assertThat(bound(text, FhirKind.DATE, false, precision)).isEqualTo(low);
        assertThat(bound(text, FhirKind.DATE, true, precision)).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({
        "2014,                        , 2014-01-01T00:00:00.000+14:00, 2014-12-31T23:59:59.999-12:00",
        "2010-10-10,                  , 2010-10-10T00:00:00.000+14:00, 2010-10-10T23:59:59.999-12:00",
        "2014-01-01T08,             17, 2014-01-01T08:00:00.000+14:00, 2014-01-01T08:59:59.999-12:00",
        "2014-01-01T08:05+08:00,      , 2014-01-01T08:05:00.000+08:00, 2014-01-01T08:05:59.999+08:00",
        "2014-01-01T08:05:06Z,        , 2014-01-01T08:05:06.000Z,      2014-01-01T08:05:06.999Z",
        "2014-01-01T08:05:06.5-03:30, , 2014-01-01T08:05:06.500-03:30, 2014-01-01T08:05:06.500-03:30",
        "2014-01-01T08:05:06Z,      12, 2014-01-01T08:05Z,             2014-01-01T08:05Z",
        "2014-01-01T08:05:06Z,       8, 2014-01-01,                    2014-01-01",
        "2014-01-01T08:05:06Z,      18, ,",
    })
    void aMomentWithoutZoneIsAnywhereOnEarth(String text, Integer precision, String low, String high) {
        assertThat(bound(text, FhirKind.DATE_TIME, false, precision)).isEqualTo(low);
        assertThat(bound(text, FhirKind.DATE_TIME, true, precision)).isEqualTo(high);
    }

    @ParameterizedTest
    @CsvSource({
        "12:34:00,     , 12:34:00.000, 12:34:00.999",
        "12:34,        , 12:34:00.000, 12:34:59.999",
        "12:34:56.7,   , 12:34:56.700, 12:34:56.700",
        "12:34:56,    4, 12:34,        12:34",
        "12:34:56,    3, ,",
        "2014-01-01,   , ,",
    })
    void aTimeHasNoZone(String text, Integer precision, String low, String high) {
        assertThat(bound(text, FhirKind.TIME, false, precision)).isEqualTo(low);
        assertThat(bound(text, FhirKind.TIME, true, precision)).isEqualTo(high);
    }
}
