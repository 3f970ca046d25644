package org.charthouse.report;

import java.util.List;

/**
 * A report as it is shown: texts only, not yet escaped. Public because the template engine reads it.
 *
 * @param title what stands on top
 * @param subtitle what the reader learns
 * @param asOf the date that the numbers stand for, ISO 8601
 * @param stamp names what the page was made of
 * @param sources tables and their versions
 * @param parts in reading order
 */
public record Page(String title, String subtitle, String asOf, String stamp, List<String> sources, List<Part> parts) {

    /**
     * One section.
     *
     * @param anchor its id within the page
     * @param title the heading
     * @param text what the numbers mean
     * @param tiles key figures; empty where the section is a table
     * @param charts SVG elements, trusted: one per width; empty where nothing is drawn
     * @param table the rows
     * @param csv path of the file with all rows, from the page
     */
    public record Part(
            String anchor, String title, String text, List<Tile> tiles, List<Chart> charts, Table table, String csv) {}

    /** A key figure. */
    public record Tile(String label, String value) {}

    /** An SVG element, and the class that says on which screens it is seen. */
    public record Chart(String screen, String svg, String caption) {}

    /**
     * Rows.
     *
     * @param size how many rows the query gave, in words
     * @param left how many more rows the CSV file has, as text; empty if none
     */
    public record Table(List<Heading> headings, List<List<Cell>> rows, String size, String left) {}

    /** A column. */
    public record Heading(String label, boolean numeric) {}

    /**
     * A value.
     *
     * @param style {@code n} for numbers, {@code long} for texts that need several lines, else empty
     */
    public record Cell(String text, String style) {}
}
