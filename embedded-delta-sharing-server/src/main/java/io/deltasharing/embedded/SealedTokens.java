/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that hold their whole grant, encrypted and authenticated under a key made of the
 * administrator's secret. So a store that was killed knows its grants again without having written
 * anything, which a record on disk could be too late for.
 */
final class SealedTokens implements SessionTokens {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String MAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SealedTokens(String secretAccessKey) {
    key = new SecretKeySpec(derive(secretAccessKey), "AES");
  }

  private static byte[] derive(String secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
      return mac.doFinal("session tokens".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + MAC, e);
    }
  }

  @Override
  public Grant issue(Grant grant) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain =
        Json.object()
            .put("id", grant.accessKeyId())
            .put("secret", grant.secretAccessKey())
            .put("location", grant.location().url())
            .put("expires", grant.expiresAt().toEpochMilli())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      byte[] token =
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return grant.withSessionToken(Base64.getEncoder().encodeToString(token));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot encrypt by " + CIPHER, e);
    }
  }

  /** Empty for a token that was not made under this key, or that anybody has changed. */
  @Override
  public Optional<Grant> read(String token) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(token));
      if (bytes.remaining() <= NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      bytes.get(nonce);
      byte[] sealed = new byte[bytes.remaining()];
      bytes.get(sealed);
      return Optional.of(grant(token, cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed)));
    } catch (GeneralSecurityException | IllegalArgumentException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Grant grant(String token, byte[] plain) throws JsonProcessingException {
    JsonNode json = Json.parse(new String(plain, StandardCharsets.UTF_8));
    return new Grant(
        json.path("id").asText(),
        json.path("secret").asText(),
        token,
        StorageLocation.parse(json.path("location").asText()),
        Instant.ofEpochMilli(json.path("expires").asLong()));
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
