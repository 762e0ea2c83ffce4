package io.holcstore.testkit.django;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.error.SchemaMismatchException;
import io.holcstore.testkit.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DjangoRowsPostgresTest extends DjangoRowsContract {
    DjangoRowsPostgresTest() {
        super(TestDatabase.postgresql());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE UNIQUE INDEX \"some\" ON %s (\"meter\", \"chunk_index\") WHERE \"chunk_index\" > 0",
                "ALTER TABLE %s ADD CONSTRAINT \"late\" UNIQUE (\"meter\", \"chunk_index\") DEFERRABLE",
                "CREATE UNIQUE INDEX \"more\" ON %s (\"meter\", \"chunk_index\", lower(\"meter\"))",
                "CREATE UNIQUE INDEX \"beside\" ON %s (\"meter\") INCLUDE (\"chunk_index\")"
            })
    void anIndexThatDoesNotPreventDuplicatesIsNone(String sql) {
        create();
        execute("ALTER TABLE " + TABLE + " DROP CONSTRAINT \"app_meters_unq\"");
        execute(sql.replace("%s", TABLE));
        assertThatThrownBy(() -> meters().open(db.dataSource()).read(A))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("unique constraint of");
    }
}
