package org.charthouse.conform.correction;

import java.io.Serializable;

/** What is done to one value. */
interface Edit extends Serializable {

    /** The value set right; the same object where there is nothing to do. */
    Object edited(Object value);
}
