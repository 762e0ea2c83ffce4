/**
 * Replicas over HTTP. A {@link io.holcstore.http.SyncServer} or, in a servlet container, a
 * {@link io.holcstore.http.SyncServlet} publishes the change feed of stores; a {@link io.holcstore.http.SyncClient}
 * pulls it into a replica, which may itself be published.
 *
 * <h2>Requests</h2>
 *
 * <p>{@code GET /name/changes} with the parameters below in the query, or {@code POST /name/changes} with the same
 * parameters as {@code application/x-www-form-urlencoded}, which allows filters of any length.
 * {@code Authorization: Bearer token} identifies the caller.
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><th>name</th><th>value</th></tr>
 * <tr><td>{@code cursor}</td><td>where to continue, from the previous page; {@code start}, or no cursor, for all
 *     changes</td></tr>
 * <tr><td>{@code limit}</td><td>the most changes of the page, at least 1; the server may send fewer. Default
 *     500</td></tr>
 * <tr><td>{@code filter}</td><td>a condition; the parameter may occur any number of times, and all conditions must
 *     hold: {@code in:axis:value:value...} or {@code between:axis:from:to}, both ends included; each value is the text
 *     of its Java type (ISO 8601 for days and instants), percent-encoded before the whole parameter is
 *     encoded</td></tr>
 * </table>
 *
 * <h2>Answers</h2>
 *
 * <p>The answer 200 carries a page, {@code application/vnd.holcstore.changes} with the parameter {@code version}.
 * Every other answer is a problem of RFC 9457, {@code application/problem+json}, whose detail says what is wrong:
 *
 * <table>
 * <caption>Statuses</caption>
 * <tr><th>status</th><th>when</th><th>what to do</th></tr>
 * <tr><td>400</td><td>a parameter is not as described</td><td>correct the request</td></tr>
 * <tr><td>401, 403</td><td>401: the caller is not known; 403: the caller may not read the store</td><td>send a token
 *     that grants access to the store</td></tr>
 * <tr><td>404, 405</td><td>404: nothing exists at this path; 405: the method is neither GET nor POST</td><td>correct
 *     the URI</td></tr>
 * <tr><td>406</td><td>the server writes no version that the request accepts; the detail names both</td><td>update the
 *     library of the side whose versions are lower</td></tr>
 * <tr><td>408</td><td>the body of the request took longer than {@link io.holcstore.http.SyncLimits#requestTime} to
 *     arrive</td><td>send the request again</td></tr>
 * <tr><td>409</td><td>the cursor belongs to a source that was restored since, or to another filter, which includes a
 *     caller who may now see more or less; or it lies before deletions that were purged, which for a client that does
 *     not accept version 2 is each cursor from before a purge</td><td>begin at {@code start}:
 *     {@link io.holcstore.http.SyncClient#resync};
 *     when the answer asks for {@code beginEpoch()}, first call it on the source</td></tr>
 * <tr><td>413, 414</td><td>413: the form is too long; 414: the query is too long</td><td>ask for less at once; send a
 *     long query as a form</td></tr>
 * <tr><td>429, 503</td><td>429: too many requests of this caller; 503: too many requests of all callers, or the
 *     database is not available</td><td>wait for the time in {@code Retry-After}</td></tr>
 * <tr><td>500</td><td>the server failed</td><td>its log says why</td></tr>
 * </table>
 *
 * <h2>Versions of a page</h2>
 *
 * <p>A client names each version that it reads as a media range of {@code Accept}:
 * {@code application/vnd.holcstore.changes;version=1}. The server answers in the highest version that both sides know,
 * or with 406 when there is none. A request without {@code Accept}, and a range without a version such as
 * {@code *}{@code /*}, means version 1. So a newer server serves older clients, and an older server serves newer
 * clients.
 *
 * <p>The parameter {@code version} of {@code Content-Type} gives the version of the page. The page itself also contains
 * it, and a reader uses the version in the page. Every version begins with the same 4 bytes and the byte of the
 * version, and ends with the checksum. Every later build reads and writes version 1. Version 2 also says what was
 * purged: {@link io.holcstore.store.ChangeFeed#purgeTombstones}.
 *
 * <h2>A page, byte by byte</h2>
 *
 * <p>Numbers are big-endian and two's complement. A text is 4 bytes with its length in bytes, then UTF-8.
 *
 * <pre>
 * 4 bytes   48 4c 43 50, "HLCP"
 * byte      version, 1 or 2
 * byte      how many settings of the store follow, 0 to 127; for each
 *   text      name
 *   text      value
 * byte      how many conditions follow by which the server restricts this caller, 0 to 100; for each
 *   text      the condition, as in the parameter filter
 * for each change
 *   byte      1 a chunk, 2 a tombstone
 *   text      value on the first axis, then on each other one
 *   4 bytes   chunk index
 *   8 bytes   mark: of two states of a chunk, the one with the higher mark is the later one
 *   8 bytes   when it was written, in microseconds since 1970-01-01T00:00Z
 *   text      dtype
 *   of a chunk only
 *     4 bytes   number of values
 *     8 bytes   time of the first slot, in milliseconds since 1970-01-01T00:00Z
 *     8 bytes   time of the first value
 *     8 bytes   time of the last value
 *     8 bytes   sum of the values, a double of IEEE 754; NaN where it is not known, as are the next two
 *     8 bytes   the least value
 *     8 bytes   the greatest value
 *     4 bytes   length of the blob
 *     bytes     the blob, as it is stored
 * byte      0, no change follows
 * 4 bytes   number of changes
 * text      cursor to go on with
 * byte      what the source has beyond the page: 0 nothing, 1 more, 2 changes that it holds back
 *           until a transaction has ended
 * 8 bytes   of version 2 only: the highest mark of a tombstone that was purged, 0 for none
 * 4 bytes   CRC32C of all bytes before
 * </pre>
 *
 * <p>Nothing follows the checksum. A page that was cut off lacks it, so a reader never takes a part of a page for the
 * whole, however the connection ended. A reader that does not know the version of a page refuses it and names the
 * versions that it reads.
 */
@NullMarked
package io.holcstore.http;

import org.jspecify.annotations.NullMarked;
