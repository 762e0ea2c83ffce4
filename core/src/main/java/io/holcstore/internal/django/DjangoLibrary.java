package io.holcstore.internal.django;

/**
 * The library that the protocol of the Python application needs, which is optional. Apart from all classes that use it.
 */
public final class DjangoLibrary {
    private DjangoLibrary() {}

    /**
     * Makes sure that the protocol can be spoken.
     *
     * @throws IllegalStateException when the library for it is not there
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
