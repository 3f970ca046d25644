package org.charthouse.terminology.list;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Text that goes to a person's spreadsheet and comes back. A spreadsheet computes a cell that begins like a formula (CWE-1236),
 * so such text gets an apostrophe before it, which is taken away when the file comes back.
 */
public final class SheetText {

    private static final String MARK = "'";
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private SheetText() {}

    /** The text as a spreadsheet may have it. */
    public static String guarded(String text) {
        return FORMULA.matcher(text).matches() ? MARK + text : text;
    }

    /** The text that was {@link #guarded}; what a person wrote without the apostrophe is left as it is. */
    public static String plain(String text) {
        return text.startsWith(MARK) && FORMULA.matcher(text).matches() ? text.substring(1) : text;
    }

    /**
     * A file in UTF-8, without the mark that spreadsheets begin such files with.
     *
     * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
     * @throws FileSystemException if it is no file that can be read
     */
    public static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        String text = Files.readString(file);
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
