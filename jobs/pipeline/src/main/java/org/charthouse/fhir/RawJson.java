package org.charthouse.fhir;

import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** JSON as it was sent, but for the blanks and line ends between its parts. */
final class RawJson {

    private RawJson() {}

    /** Moves the parser past the object or array that it stands on. Returns that in one line. */
    static byte[] passed(JsonParser parser, byte[] text) throws IOException {
        int from = (int) parser.getTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.getCurrentLocation().getByteOffset();
        ByteArrayOutputStream line = new ByteArrayOutputStream(to - from);
        boolean inString = false;
        for (int at = from; at < to; at++) {
            if (text[at] == '"') {
                inString = !inString;
            } else if (inString && text[at] == '\\') {
                line.write(text[at]);
                at++;
            }
            if (inString || text[at] < 0 || text[at] > ' ') {
                line.write(text[at]);
            }
        }
        return line.toByteArray();
    }
}
