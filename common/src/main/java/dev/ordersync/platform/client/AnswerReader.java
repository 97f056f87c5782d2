package dev.ordersync.platform.client;

import dev.ordersync.platform.client.Exchange.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Reads an answer up to a bound. A body that is cut short still leaves its status and what came of it. */
final class AnswerReader {
    private static final int CHUNK_BYTES = 8_192;

    private final int maxBytes;
    private final Call call;

    AnswerReader(int maxBytes, Call call) {
        this.maxBytes = maxBytes;
        this.call = call;
    }

    /** @param keep the name of a header that is wanted; null for none */
    Answer read(ClassicHttpResponse response, HttpUriRequestBase request, @Nullable String keep) {
        var body = new ByteArrayOutputStream();
        var cutShort = readInto(body, response, request);
        return new Answer(
                response.getCode(),
                header(response, HttpHeaders.CONTENT_TYPE),
                date(response),
                header(response, HttpHeaders.RETRY_AFTER),
                body.toString(StandardCharsets.UTF_8),
                cutShort,
                keep == null ? null : header(response, keep));
    }

    private @Nullable String readInto(
            ByteArrayOutputStream body, ClassicHttpResponse response, HttpUriRequestBase request) {
        var entity = response.getEntity();
        if (entity == null) {
            return null;
        }
        // Not closed here: closing would first read the rest, which may have no end. The response is closed by the
        // caller.
        try {
            InputStream content = entity.getContent();
            var chunk = new byte[CHUNK_BYTES];
            for (int read; (read = content.read(chunk)) >= 0; ) {
                int room = maxBytes - body.size();
                body.write(chunk, 0, Math.min(read, room));
                if (read > room) {
                    request.cancel();
                    return "longer than " + maxBytes + " bytes";
                }
            }
            return null;
        } catch (IOException e) {
            request.cancel();
            return call.isExpired() ? "not whole: " + call.unanswered() : Failure.words(e);
        }
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static @Nullable Instant date(ClassicHttpResponse response) {
        return DateUtils.parseStandardDate(response, HttpHeaders.DATE);
    }
}
