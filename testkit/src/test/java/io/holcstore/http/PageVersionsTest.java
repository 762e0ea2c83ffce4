package io.holcstore.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holcstore.feed.ChangeCursor;
import io.holcstore.feed.ChangePage;
import io.holcstore.internal.http.PageFormats;
import io.holcstore.internal.http.PageFormats.Format;
import io.holcstore.internal.http.PageReader;
import io.holcstore.internal.http.PageWriter;
import io.holcstore.internal.http.Reply;
import io.holcstore.key.KeyFilter;
import io.holcstore.store.ChunkStore;
import io.holcstore.testkit.DatabaseExtension;
import io.holcstore.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sides that know a second version, which these tests alone have, and sides that do not. */
class PageVersionsTest {
    private static final Format FIRST = new Format(1, PageWriter::write, PageReader::read);

    /** As the first one, after a number. */
    private static final Format SECOND = new Format(
            2,
            (page, allowed, out) -> {
                out.writeInt(42);
                PageWriter.write(page, allowed, out);
            },
            (in, asked) -> {
                assertThat(in.getInt()).isEqualTo(42);
                return PageReader.read(in, asked);
            });

    private static final PageFormats OLD = new PageFormats(List.of(FIRST));
    private static final PageFormats NEW = new PageFormats(List.of(FIRST, SECOND));
    private static final PageFormats NEXT = new PageFormats(List.of(SECOND));

    @RegisterExtension
    final DatabaseExtension database = new DatabaseExtension(TestDatabase.h2Memory());

    private ChunkStore source;

    @SuppressWarnings("NullAway.Init") // set before each test
    PageVersionsTest() {}

    @BeforeEach
    void create() {
        source = Loads.create(database.dataSource());
        Loads.fill(source, 2);
    }

    private byte[] answer(PageFormats server, String accept) throws Exception {
        SyncRequest request = new SyncRequest(
                "GET",
                "/loads/changes",
                null,
                name -> name.equals("Accept") ? List.of(accept) : null,
                InputStream.nullInputStream());
        Reply reply =
                new ChangesEndpoint(source, SyncLimits.defaults(), server).answer(request.request(), KeyFilter.all());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        reply.body().write(body);
        assertThat(reply.headers())
                .containsEntry("Content-Type", "application/vnd.holcstore.changes;version=" + body.toByteArray()[4]);
        return body.toByteArray();
    }

    private static ChangePage read(PageFormats client, byte[] body) throws Exception {
        return client.read(
                body,
                new PageFormats.Asked(
                        Loads.DEFINITION.shape(),
                        Loads.DEFINITION.axes(),
                        KeyFilter.all(),
                        ChangeCursor.start(),
                        1000));
    }

    private void assertSpeak(PageFormats client, PageFormats server, int version) throws Exception {
        byte[] body = answer(server, client.accept());
        assertThat(body[4]).isEqualTo((byte) version);
        assertThat(read(client, body).changes()).hasSize(4);
    }

    @Test
    void bothSidesSpeakTheHighestVersionThatBothKnow() throws Exception {
        assertSpeak(OLD, OLD, 1);
        assertSpeak(OLD, NEW, 1);
        assertSpeak(NEW, OLD, 1);
        assertSpeak(NEW, NEW, 2);
        assertSpeak(NEXT, NEW, 2);
        assertThat(answer(NEW, "*/*")[4]).isEqualTo((byte) 1);
    }

    @Test
    void sidesWithoutACommonVersionSayWhatToUpdate() {
        assertThatThrownBy(() -> answer(OLD, NEXT.accept()))
                .hasMessageContaining("versions [1]")
                .hasMessageContaining("accepts [2]; update the library of the server");
        assertThatThrownBy(() -> answer(NEXT, OLD.accept()))
                .hasMessageContaining("versions [2]")
                .hasMessageContaining("accepts [1]; update the library of the client");
    }

    /** A server need not look at what the client accepts. */
    @Test
    void aPageOfAnUnknownVersionNamesBothSides() throws Exception {
        byte[] second = answer(NEXT, NEXT.accept());
        byte[] first = answer(OLD, OLD.accept());
        assertThatThrownBy(() -> read(OLD, second))
                .hasMessageContaining("version 2 of the format")
                .hasMessageContaining("reads the versions [1]; update the library of the client");
        assertThatThrownBy(() -> read(NEXT, first))
                .hasMessageContaining("version 1 of the format")
                .hasMessageContaining("reads the versions [2]; update the library of the server");
    }
}
