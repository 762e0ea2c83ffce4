package io.holcstore.internal.axis;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** Receives the fields of a row in a database's binary form, one after another. */
public interface BinaryFields {
    void int2Field(int value);

    void int4Field(int value);

    void int8Field(long value);

    void booleanField(boolean value);

    void textField(String text);

    void bytesField(byte[] bytes);

    /** Adds a UUID of 16 bytes. */
    void uuidField(long high, long low);

    void dayField(LocalDate day);

    void instantField(Instant instant);

    void decimalField(BigDecimal number);
}
