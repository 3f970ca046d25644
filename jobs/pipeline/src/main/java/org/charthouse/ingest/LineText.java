package org.charthouse.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Decodes lines strictly; what is not in the encoding becomes ISO 8859-1, which keeps every byte. For one thread. */
final class LineText {

    private final CharsetDecoder decoder;

    /**
     * A line.
     *
     * @param isDecoded whether it is in the encoding
     */
    record Decoded(String text, boolean isDecoded) {}

    LineText(String encoding) {
        this.decoder = Charset.forName(encoding).newDecoder();
    }

    Decoded of(byte[] bytes, int from, int length) {
        try {
            return new Decoded(
                    decoder.decode(ByteBuffer.wrap(bytes, from, length)).toString(), true);
        } catch (CharacterCodingException e) {
            return new Decoded(new String(bytes, from, length, StandardCharsets.ISO_8859_1), false);
        }
    }
}
