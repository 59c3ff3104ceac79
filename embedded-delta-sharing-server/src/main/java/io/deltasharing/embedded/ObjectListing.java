/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One page of a listing, read from the disk as it is now. Only directories that can hold wanted
 * names are opened: a prefix that ends inside {@code _delta_log} never walks the data files.
 */
final class ObjectListing {

  private final ObjectQuery query;
  private final List<StoredObject> objects = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private String last = "";
  private boolean truncated;

  private ObjectListing(ObjectQuery query) {
    this.query = query;
  }

  static ObjectListing read(StoredDirectory root, ObjectQuery query) throws IOException {
    ObjectListing listing = new ObjectListing(query);
    int nameStart = query.prefix().lastIndexOf('/') + 1;
    String directoryKey = query.prefix().substring(0, nameStart);
    Optional<Path> path = root.resolveDirectory(directoryKey);
    if (path.isPresent() && query.limit() > 0) {
      listing.walk(path.get(), directoryKey, query.prefix().substring(nameStart));
    }
    return listing;
  }

  List<StoredObject> objects() {
    return objects;
  }

  List<String> commonPrefixes() {
    return commonPrefixes;
  }

  /** Whether there is more after {@link #last()}. */
  boolean isTruncated() {
    return truncated;
  }

  /** The last object's key or common prefix on this page. */
  String last() {
    return last;
  }

  private void walk(Path directory, String directoryKey, String namePrefix) throws IOException {
    for (Entry entry : entries(directory, directoryKey, namePrefix)) {
      if (truncated) {
        return;
      }
      if (!entry.isDirectory()) {
        addObject(StoredObject.of(entry.key, entry.path, entry.attributes));
      } else if (!query.byDirectory()) {
        walk(entry.path, entry.key, "");
      } else if (holdsWanted(entry)) {
        addCommonPrefix(entry.key);
      }
    }
  }

  /** S3 has no empty directories. */
  private boolean holdsWanted(Entry directory) throws IOException {
    ObjectListing any = new ObjectListing(query.anyIn(directory.key));
    any.walk(directory.path, directory.key, "");
    return !any.objects.isEmpty();
  }

  private void addObject(StoredObject object) {
    if (hasRoom()) {
      objects.add(object);
      last = object.key();
    }
  }

  private void addCommonPrefix(String prefix) {
    if (hasRoom()) {
      commonPrefixes.add(prefix);
      last = prefix;
    }
  }

  private boolean hasRoom() {
    truncated = objects.size() + commonPrefixes.size() == query.limit();
    return !truncated;
  }

  private List<Entry> entries(Path directory, String directoryKey, String namePrefix)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        if (name.startsWith(namePrefix) && !StoredDirectory.isHidden(name)) {
          entry(child, directoryKey + name).ifPresent(entries::add);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    entries.sort(Comparator.comparing(Entry::key, ObjectQuery.KEY_ORDER));
    return entries;
  }

  /** Decides by the name where it can, so that a poll of a long log does not stat every commit. */
  private Optional<Entry> entry(Path path, String key) throws IOException {
    if (!query.wantsObject(key) && !query.mayWantInside(key + '/')) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Entry entry = new Entry(attributes.isDirectory() ? key + '/' : key, path, attributes);
      boolean wanted =
          entry.isDirectory() ? query.mayWantInside(entry.key) : query.wantsObject(entry.key);
      return wanted ? Optional.of(entry) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A directory's key ends in a slash, which also sorts it where its objects belong. */
  private record Entry(String key, Path path, BasicFileAttributes attributes) {
    boolean isDirectory() {
      return attributes.isDirectory();
    }
  }
}
