package io.holcstore.internal.django;

/**
 * The optional library that the protocol of the Python application needs. This class uses none of its classes, so that
 * it loads without the library.
 */
public final class DjangoLibrary {
    private DjangoLibrary() {}

    /**
     * Checks that the library is present.
     *
     * @throws IllegalStateException when it is missing
     */
    public static void require() {
        try {
            Class.forName("tools.jackson.core.json.JsonFactory", false, DjangoLibrary.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "the protocol of the Python application needs the library tools.jackson.core:jackson-core", e);
        }
    }
}
