package org.nexusauth.keys;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Files with mode 600, where the file system has modes. */
final class OwnerOnlyFile {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private static final Set<PosixFilePermission> OWNER_AND_GROUP_READ =
      PosixFilePermissions.fromString("rwxr-----");

  private OwnerOnlyFile() {}

  /** Makes the file with its mode in one system call, so that nobody can open it in between. */
  static void create(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), mode(file))) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(file); // half a key is of no use, and would bar the next attempt
      throw e;
    }
  }

  /** Who reads meanwhile gets the old file or the new one, whole. */
  static void replace(Path file, byte[] content) throws IOException {
    Path fresh = file.resolveSibling("." + UUID.randomUUID() + ".new");
    create(fresh, content);
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  /**
   * Refuses a file that others than its owner have a permission on: who reads it can issue keys,
   * who writes it can have theirs trusted. Its group may read it in a mount that is read-only: so
   * Kubernetes mounts a secret where {@code fsGroup} is set, and nothing there can change a mode.
   */
  static void requirePrivate(Path file) throws IOException {
    if (hasModes(file)) {
      requirePrivate(
          file, Files.getPosixFilePermissions(file), Files.getFileStore(file).isReadOnly());
    }
  }

  static void requirePrivate(Path file, Set<PosixFilePermission> mode, boolean isReadOnlyMount) {
    if ((isReadOnlyMount ? OWNER_AND_GROUP_READ : OWNER).containsAll(mode)) {
      return;
    }
    throw new SigningKeyException(
        "others can open this private key (mode "
            + PosixFilePermissions.toString(mode)
            + "); "
            + (isReadOnlyMount
                ? "its mount is read-only, so set the mode where it is mounted: in Kubernetes"
                    + " defaultMode: 0400 of the volume, or 0440 with fsGroup"
                : "close it to them: chmod 600 " + file));
  }

  private static FileAttribute<?>[] mode(Path file) {
    return hasModes(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
