/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * S3Proxy's S3 protocol over our directories; every access key id sees the store through its grant.
 */
final class StoreHandler extends S3ProxyHandler {

  private static final long LARGEST_OBJECT = 5L << 30;
  private static final long LARGEST_UNCHUNKED_REQUEST = 1 << 20;
  private static final int LARGEST_CHUNK = 1 << 20;
  private static final int TIME_SKEW_SECONDS = 900;

  private final StoreRefusals refusals;

  StoreHandler(Grants grants, DirectoryLookup directories, StoreRefusals refusals) {
    super(
        new DeniedBlobStore(refusals),
        AuthenticationType.AWS_V4,
        // An identity is demanded, and then never asked for: the locator below replaces it.
        UUID.randomUUID().toString(),
        UUID.randomUUID().toString(),
        null,
        LARGEST_OBJECT,
        LARGEST_UNCHUNKED_REQUEST,
        LARGEST_CHUNK,
        /* ignoreUnknownHeaders= */ true,
        null,
        null,
        TIME_SKEW_SECONDS);
    this.refusals = refusals;
    setBlobStoreLocator(
        (accessKeyId, bucket, key) -> {
          Optional<Grant> grant = accessKeyId == null ? Optional.empty() : grants.find(accessKeyId);
          return grant
              .map(
                  g ->
                      new AccessGrant(
                          g.secretAccessKey(), new GrantedBlobStore(g, directories, refusals)))
              .orElse(null);
        });
  }

  void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try (InputStream body = request.getInputStream()) {
      doHandle(request, request, response, body, new RequestContext());
    } catch (AwsServiceException e) {
      refusals.count(e);
      sendError(request, response, e);
    }
  }

  void sendError(
      HttpServletRequest request, HttpServletResponse response, AwsServiceException error)
      throws IOException {
    AwsErrorDetails details = error.awsErrorDetails();
    String message = details == null ? error.getMessage() : details.errorMessage();
    String code = S3Exceptions.errorCode(error);
    sendSimpleErrorResponse(
        request,
        response,
        code == null ? "InternalError" : code,
        error.statusCode() == 0 ? 500 : error.statusCode(),
        String.valueOf(message),
        Map.of());
  }

  /** What an unsigned request sees. */
  private static final class DeniedBlobStore extends ReadOnlyBlobStore {
    private final StoreRefusals refusals;

    DeniedBlobStore(StoreRefusals refusals) {
      this.refusals = refusals;
    }

    @Override
    AwsServiceException refusal() {
      return refusals.unauthenticated();
    }
  }
}
