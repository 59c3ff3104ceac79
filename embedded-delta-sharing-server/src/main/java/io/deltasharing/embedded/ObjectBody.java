/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.google.common.io.ByteStreams;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkRequests;
import org.gaul.s3proxy.blobstore.SdkRequests.ByteRange;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Answers of GetObject: whole objects and ranges. */
final class ObjectBody {

  private ObjectBody() {}

  static GetObjectResponse.Builder describe(StoredObject object) {
    return GetObjectResponse.builder()
        .contentLength(object.size())
        .contentType("application/octet-stream")
        .eTag(object.eTag())
        .lastModified(object.modified());
  }

  static ResponseInputStream<GetObjectResponse> open(StoredObject object, GetObjectRequest request)
      throws IOException {
    checkConditions(object, request);
    GetObjectResponse.Builder response = describe(object);
    long start = 0;
    long length = object.size();
    if (request.range() != null) {
      ByteRange range = SdkRequests.parseRange(request.range());
      start = start(range, object.size());
      length = end(range, object.size()) - start;
      response
          .contentLength(length)
          .contentRange("bytes " + start + '-' + (start + length - 1) + '/' + object.size());
    }
    FileChannel channel = FileChannel.open(object.file(), StandardOpenOption.READ);
    channel.position(start);
    // Bounded by what the answer's headers say, should the file be longer by now. Buffered, for
    // S3Proxy copies by pieces of 8 KB.
    int piece = (int) Math.max(1, Math.min(length, LoopbackHttpServer.PIECE));
    return SdkResponses.getResponse(
        response.build(),
        new BufferedInputStream(
            ByteStreams.limit(Channels.newInputStream(channel), length), piece));
  }

  private static void checkConditions(StoredObject object, GetObjectRequest request) {
    if (request.ifMatch() != null && !matches(object, request.ifMatch())) {
      throw S3Exceptions.preconditionFailed(null);
    }
    if (request.ifNoneMatch() != null && matches(object, request.ifNoneMatch())) {
      throw S3Exceptions.fromStatusCode(304);
    }
  }

  private static boolean matches(StoredObject object, String eTags) {
    return eTags.equals("*") || eTags.contains(object.eTag().replace("\"", ""));
  }

  private static long start(ByteRange range, long size) {
    @Nullable Long first = range.first();
    @Nullable Long last = range.last();
    long start = first != null ? first : Math.max(0, size - (last == null ? 0 : last));
    if (start >= size) {
      throw new S3ProxyException(S3ErrorCode.INVALID_RANGE);
    }
    return start;
  }

  /** Exclusive. */
  private static long end(ByteRange range, long size) {
    @Nullable Long last = range.last();
    return range.first() == null || last == null ? size : Math.min(size, last + 1);
  }
}
