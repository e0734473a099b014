package dev.rigel.media.office;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.Body;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;

/**
 * Mails: the main headers, the text, the names of attachments. Attachments are not opened; mails in
 * mails are read to a small depth.
 */
final class MailBlocks {
  private static final int DEEPEST = 8;
  private static final int MOST_PARTS = 1_000;
  private static final List<String> SHOWN = List.of("From", "To", "Cc", "Date", "Subject");

  private final Blocks blocks = new Blocks();
  private int parts;

  private MailBlocks() {}

  static List<Block> of(byte[] content) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(
        MimeConfig.custom()
            .setMaxHeaderCount(2_000)
            .setMaxHeaderLen(1 << 20)
            .setMaxLineLen(-1)
            .build());
    MailBlocks reader = new MailBlocks();
    reader.mail(builder.parseMessage(new ByteArrayInputStream(content)), 0);
    return reader.blocks.list();
  }

  private void mail(Message mail, int depth) throws IOException {
    if (mail.getSubject() != null) {
      blocks.heading(1 + depth, mail.getSubject());
    }
    List<List<Block.Cell>> heads = new ArrayList<>();
    for (String name : SHOWN) {
      Field field = mail.getHeader() == null ? null : mail.getHeader().getField(name);
      if (field != null) {
        String value =
            name.equals("Subject") && mail.getSubject() != null
                ? mail.getSubject()
                : DecoderUtil.decodeEncodedWords(field.getBody(), DecodeMonitor.SILENT);
        heads.add(List.of(new Block.Cell(name), new Block.Cell(value)));
      }
    }
    blocks.grid(heads);
    part(mail, depth);
  }

  private void part(Entity entity, int depth) throws IOException {
    if (++parts > MOST_PARTS) {
      throw Blocks.tooLong("more than " + MOST_PARTS + " parts of a mail");
    }
    if (depth > DEEPEST) {
      blocks.paragraph("[More mails lie in this one; they are not opened.]");
      return;
    }
    Body body = entity.getBody();
    String name = entity.getFilename();
    if (body instanceof Message inner) {
      mail(inner, depth + 1);
    } else if (body instanceof Multipart multipart) {
      multipart(multipart, entity.getMimeType(), depth);
    } else if (name != null) {
      blocks.paragraph("[Attachment: " + name + "]");
    } else if (body instanceof TextBody text) {
      text(text, entity.getMimeType());
    }
  }

  private void multipart(Multipart multipart, String type, int depth) throws IOException {
    List<Entity> bodies = multipart.getBodyParts();
    if (type.equalsIgnoreCase("multipart/alternative") && !bodies.isEmpty()) {
      // The same text in several forms: the last is the richest.
      part(bodies.getLast(), depth + 1);
      return;
    }
    for (Entity part : bodies) {
      part(part, depth + 1);
    }
  }

  private void text(TextBody body, String type) throws IOException {
    StringBuilder text = new StringBuilder();
    char[] chunk = new char[8 * 1024];
    try (Reader reader = body.getReader()) {
      for (int read = reader.read(chunk); read >= 0; read = reader.read(chunk)) {
        text.append(chunk, 0, read);
        if (text.length() > Blocks.MOST_CHARACTERS) {
          throw Blocks.tooLong("too much text");
        }
      }
    }
    if (type.equalsIgnoreCase("text/html")) {
      HtmlBlocks.add(text.toString(), blocks);
    } else {
      TextBlocks.add(text.toString(), blocks);
    }
  }
}
