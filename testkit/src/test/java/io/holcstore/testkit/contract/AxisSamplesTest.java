package io.holcstore.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holcstore.key.AxisType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever adds a type of axis is reminded to test it and to describe it. */
class AxisSamplesTest {
    /** The names of all types, as an application writes them. */
    private static List<String> names() {
        Stream<String> constants = Arrays.stream(AxisType.class.getFields())
                .filter(field -> field.getType() == AxisType.class)
                .map(Field::getName);
        Stream<String> methods = Arrays.stream(AxisType.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == AxisType.class)
                .map(Method::getName);
        return Stream.concat(constants, methods).toList();
    }

    @Test
    void everyTypeHasSamples() {
        List<String> sampled = AxisSamples.all().stream()
                .map(samples -> samples.type().toString().replaceFirst("\\(.*", ""))
                .map(type -> type.equals("integer") ? "INT" : type.toUpperCase(Locale.ROOT))
                .toList();
        assertThat(sampled).containsAll(names());
    }

    @Test
    void everyTypeIsDescribed() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "define.md")))
                .contains(names().stream().map(name -> '`' + name).toList());
    }
}
