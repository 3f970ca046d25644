package org.charthouse.key;

import java.lang.reflect.InvocationTargetException;
import org.charthouse.error.ExitCode;
import org.charthouse.error.Place;
import org.charthouse.error.Problem;
import org.charthouse.error.UserError;

/**
 * A keeper of master keys. It wraps and unwraps data keys, so that master keys themselves stay with it. An implementation
 * is a public class with a public constructor that takes one text, the location that the configuration names; it is used
 * by several threads, on every machine that reads or writes data.
 */
public interface KeyProvider {

    /**
     * Wraps a data key by a master key.
     *
     * @param dataKey its bytes
     * @param master name of the master key
     * @return a text that {@link #unwrap} understands
     * @throws UserError if there is no such master key
     */
    String wrap(byte[] dataKey, String master);

    /**
     * The data key.
     *
     * @param wrapped what {@link #wrap} gave
     * @param master name of the master key that wrapped it
     * @throws UserError if there is no such master key, or if it is another key of the same name
     */
    byte[] unwrap(String wrapped, String master);

    /**
     * Opens a provider.
     *
     * @param className its class
     * @param location what the configuration says of where keys are
     * @throws UserError if the class cannot be used, or as its constructor says
     */
    static KeyProvider open(String className, String location) {
        try {
            return Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(KeyProvider.class)
                    .getConstructor(String.class)
                    .newInstance(location);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UserError error) {
                throw error;
            }
            throw new IllegalStateException("the keeper of keys failed", e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new UserError(
                    ExitCode.CONFIGURATION,
                    new Problem(
                            "The keeper of keys cannot be used",
                            Place.of(className),
                            e.getClass().getSimpleName(),
                            "put the class on the class path; it implements KeyProvider and takes one text"));
        }
    }
}
