/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * The store as one grant sees it, reached only after S3Proxy has verified the signature. It allows
 * what the reference sharing server's policy allows: GetObject on {@code path/*}, and ListBucket
 * where the prefix is {@code path/} or longer.
 */
final class GrantedBlobStore extends ReadOnlyBlobStore {

  private static final int LONGEST_PAGE = 1000;

  private final Grant grant;
  private final DirectoryLookup directories;
  private final StoreRefusals refusals;

  GrantedBlobStore(Grant grant, DirectoryLookup directories, StoreRefusals refusals) {
    this.grant = grant;
    this.directories = directories;
    this.refusals = refusals;
  }

  @Override
  AwsServiceException refusal() {
    return refusals.readOnly();
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    try {
      StoredObject object = object(request.bucket(), request.key());
      return SdkResponses.toHead(ObjectBody.describe(object).build());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    try {
      return ObjectBody.open(object(request.bucket(), request.key()), request);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    String prefix = orEmpty(request.prefix());
    StoredDirectory root = scoped(request.bucket(), prefix);
    try {
      return page(ObjectListing.read(root, query(request, prefix)));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StoredObject object(String bucket, String key) throws IOException {
    Optional<StoredObject> object = scoped(bucket, key).object(key);
    return object.orElseThrow(() -> refusals.missingKey(bucket, key));
  }

  private StoredDirectory scoped(String bucket, String key) {
    if (!grant.location().holds(bucket, key)) {
      throw refusals.outsideScope(bucket, key);
    }
    return directories.find(bucket, key).orElseThrow(() -> refusals.missingKey(bucket, key));
  }

  private static ObjectQuery query(ListObjectsV2Request request, String prefix) {
    String delimiter = orEmpty(request.delimiter());
    if (!delimiter.isEmpty() && !delimiter.equals("/")) {
      throw new S3ProxyException(
          S3ErrorCode.INVALID_ARGUMENT, "The only delimiter this store knows is '/'.");
    }
    String token = request.continuationToken();
    String after = token == null ? orEmpty(request.startAfter()) : decoded(token);
    Integer asked = request.maxKeys();
    int limit = asked == null ? LONGEST_PAGE : Math.min(asked, LONGEST_PAGE);
    return ObjectQuery.of(prefix, !delimiter.isEmpty(), after, limit);
  }

  private static ListObjectsV2Response page(ObjectListing listing) {
    List<S3Object> objects = new ArrayList<>();
    for (StoredObject o : listing.objects()) {
      objects.add(
          SdkResponses.objectEntry(
              o.key(), o.eTag(), o.modified(), o.size(), StorageClass.STANDARD));
    }
    List<CommonPrefix> prefixes =
        listing.commonPrefixes().stream().map(SdkResponses::commonPrefix).toList();
    String next = listing.isTruncated() ? encoded(listing.last()) : null;
    return SdkResponses.objectsPage(objects, prefixes, next);
  }

  private static String encoded(String name) {
    return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new S3ProxyException(
          S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect", e);
    }
  }

  private static S3ProxyException failed(IOException e) {
    return new S3ProxyException(S3ErrorCode.INTERNAL_ERROR, String.valueOf(e.getMessage()), e);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
