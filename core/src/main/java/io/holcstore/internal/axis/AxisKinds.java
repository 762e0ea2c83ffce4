package io.holcstore.internal.axis;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives access to the kinds of the public types of axes, which do not expose them to applications. */
public final class AxisKinds {
    private static volatile @Nullable Function<Object, AxisKind<?>> kinds;

    private AxisKinds() {}

    /**
     * Sets the function from a public type to its kind. The public type calls it once, when its class is initialized.
     */
    public static void reveal(Function<Object, AxisKind<?>> kindOf) {
        kinds = kindOf;
    }

    /**
     * Returns the kind of a public type, for values that the type has checked.
     *
     * @param axisType an {@code io.holcstore.key.AxisType}
     */
    @SuppressWarnings("unchecked")
    public static AxisKind<Object> of(Object axisType) {
        Function<Object, AxisKind<?>> known = kinds;
        if (known == null) {
            throw new IllegalStateException("not the type of an axis: " + axisType);
        }
        return (AxisKind<Object>) known.apply(axisType);
    }
}
