package io.holcstore.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the odd database refuses: the words of other dialects, which would stand in a statement without a hook. */
final class OddSqlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT \"a\" FROM [t]",
                "SELECT [a] FROM [t] LIMIT 1",
                "SELECT [a] FROM [t] FETCH FIRST 1 ROWS ONLY",
                "SELECT [a] FROM [t] WHERE [a] = ? FOR UPDATE",
                "INSERT INTO [t] ([a]) VALUES (?) ON CONFLICT DO NOTHING",
                "CREATE TABLE IF NOT EXISTS [t] ([a] integer)",
                "DROP TABLE IF EXISTS [t]",
                "SELECT [a] FROM [t] WHERE ([a], [b]) IN ((?, ?), (?, ?))",
                "SELECT [a] FROM [t] WHERE ([a], [b]) > (?, ?)",
                "UPDATE [t] SET [a] = TRUE",
                "SELECT [a] FROM [t] WHERE NOT [b]",
                "SELECT [a] FROM [t] WHERE c.[b] AND [a] = 1",
                "SELECT [a], 1 = 0 FROM [t]",
                "SELECT [a] FROM [t] WHERE [a] IS DISTINCT FROM [b]",
                "IF OBJECT_ID('[t]') IS NULL CREATE TABLE [t] ([a] boolean)",
                "SELECT OCTET_LENGTH([a]) FROM [t]",
                "UPDATE [t] SET [a] = CURRENT_TIMESTAMP",
                "UPDATE [t] SET [a] = [a] + INTERVAL '1' DAY",
                "INSERT INTO [t] ([a]) VALUES (?), (?)",
                "UPDATE [t] AS h SET [a] = 1",
                "DELETE FROM [t] c WHERE c.[a] = 1",
                "SELECT [a] FROM [t] AS c",
                "SELECT [a] FROM [t] UNION ALL SELECT [b], NULL FROM [t]",
                "SELECT SYSUTCMICROS()",
                "ALTER TABLE [t] ADD COLUMN [a] integer",
                "SELECT [a] FROM [t] WHERE [a] IN (?, ?, ?, ?)",
                "SELECT [a] FROM [t] WHERE [a] IN (CAST('(,' AS integer), 2, 3, 4)",
                "SELECT [a234567890123456789012345678901234567890123456789012345678901234] FROM [t]"
            })
    void isRefused(String sql) {
        assertThatThrownBy(() -> OddSql.ofH2(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the odd database lacks ")
                .hasMessageEndingWith(sql);
    }

    @Test
    void itsOwnWordsAreThoseOfH2() throws SQLException {
        assertThat(OddSql.ofH2("UPDATE h SET [a] = (SELECT c.[b] FROM [s].[t] c WHERE c.[k] = h.[k]) FROM [s].[u] h"
                        + " WHERE h.[x] = 'FROM [y] h'"))
                .isEqualTo("UPDATE \"s\".\"u\" AS h SET \"a\" = (SELECT c.\"b\" FROM \"s\".\"t\" c WHERE c.\"k\" ="
                        + " h.\"k\") WHERE h.\"x\" = 'FROM [y] h'");
        assertThat(OddSql.ofH2("SELECT [a] FROM [t] WITH (UPDLOCK) WHERE [b] IN (1, 2, 3) ORDER BY [a] COLLATE BIN2"))
                .isEqualTo(
                        "SELECT \"a\" FROM \"t\" WHERE \"b\" IN (1, 2, 3) ORDER BY CAST(\"a\" AS VARBINARY) FOR UPDATE");
        assertThat(OddSql.ofH2("INSERT INTO [t] ([a], [b]) VALUES ('', 'it''s')"))
                .isEqualTo("INSERT INTO \"t\" (\"a\", \"b\") VALUES (NULL, 'it''s')");
    }
}
