package org.charthouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.charthouse.app.Scorecard.Point;
import org.junit.jupiter.api.Test;

/** How checks of rows held, from date to date. */
class ScorecardTest {

    @Test
    void changeIsToldByRulesThatWereJudgedOnBothDates() {
        assertThat(cards(
                        "core.a,x,2026-01-01,100,50,failed",
                        "core.a,gone,2026-01-01,100,100,failed",
                        "core.a,x,2026-01-02,100,40,failed",
                        "core.a,new,2026-01-02,100,0,passed"))
                .containsExactly("core.a 80.0 +10.0 ▁█ [x]");
    }

    @Test
    void aFirstDateHasNoChangeAndTheWorstTableComesFirst() {
        assertThat(cards(
                        "core.a,x,2026-01-01,100,0,passed",
                        "core.b,x,2026-01-01,100,10,passed with violations",
                        "core.c,x,2026-01-01,0,0,not applicable"))
                .containsExactly("core.b 90.0 none █ []", "core.a 100.0 none █ []");
    }

    @Test
    void eachDateHasItsBar() {
        assertThat(cards(
                        "core.a,x,2026-01-01,100,7,passed",
                        "core.a,x,2026-01-02,100,0,passed",
                        "core.a,x,2026-01-03,100,3,passed",
                        "core.a,x,2026-01-04,100,7,passed"))
                .containsExactly("core.a 93.0 -4.0 ▁█▅▁ []");
    }

    @Test
    void partsAreToldByTheMonthsInWhichRowsHappened() {
        List<PartScore> scores = PartScore.of(List.of(
                new PartScore.Found("core.a", "f1", "2026-02", 10, 5, List.of("x")),
                new PartScore.Found("core.a", "f1", "2026-01", 10, 0, List.of()),
                new PartScore.Found("core.a", "f1", "", 20, 1, List.of("y")),
                new PartScore.Found("core.a", "f2", "2026-01", 10, 4, List.of("x")),
                new PartScore.Found("core.a", "f3", "2026-01", 0, 0, List.of())));
        assertThat(scores)
                .map(score -> String.format(
                        Locale.ROOT,
                        "%s %d %.1f %s %s",
                        score.part(),
                        score.checks(),
                        score.held(),
                        score.trend(),
                        score.failing()))
                .containsExactly("f2 10 60.0 █ [x]", "f1 40 85.0 █▁ [x, y]");
    }

    private static List<String> cards(String... points) {
        List<Point> all = Arrays.stream(points)
                .map(point -> point.split(",", -1))
                .map(part -> new Point(
                        part[0],
                        part[1],
                        LocalDate.parse(part[2]),
                        Long.parseLong(part[3]),
                        Long.parseLong(part[4]),
                        part[5]))
                .toList();
        return Scorecard.of(all).stream()
                .map(card -> String.format(
                        Locale.ROOT,
                        "%s %.1f %s %s %s",
                        card.table(),
                        card.held(),
                        card.change()
                                .map(change -> String.format(Locale.ROOT, "%+.1f", change))
                                .orElse("none"),
                        card.trend(),
                        card.failing()))
                .toList();
    }
}
