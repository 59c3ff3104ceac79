/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Refuses every operation, so that what a subclass does not allow is denied. */
abstract class ReadOnlyBlobStore implements BlobStore {

  /** The refusal of an operation that no grant allows. */
  abstract AwsServiceException refusal();

  @Override
  public ListBucketsResponse list() {
    throw refusal();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    throw refusal();
  }

  @Override
  public HeadBucketResponse headBucket(HeadBucketRequest request) {
    throw refusal();
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    throw refusal();
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    throw refusal();
  }

  @Override
  public CreateBucketResponse createContainer(CreateBucketRequest request) {
    throw refusal();
  }

  @Override
  public BucketCannedACL getContainerAccess(String bucket) {
    throw refusal();
  }

  @Override
  public void setContainerAccess(String bucket, BucketCannedACL access) {
    throw refusal();
  }

  @Override
  public void deleteBucket(String bucket) {
    throw refusal();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    throw refusal();
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    throw refusal();
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    throw refusal();
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    throw refusal();
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    throw refusal();
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    throw refusal();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    throw refusal();
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    throw refusal();
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream body) {
    throw refusal();
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    throw refusal();
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    throw refusal();
  }

  @Override
  public long getMinimumMultipartPartSize() {
    throw refusal();
  }
}
