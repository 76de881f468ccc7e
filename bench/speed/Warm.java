import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.Fop;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.MimeConstants;

/**
 * Warm FOLDER: Apache FOP that stays warm, with FOLDER/fop.xconf, and FOLDER/content.fo as what it typesets; it speaks as
 * bench/speed/warm does. Its time of processor is that of the thread that typesets, without Java's compiler and collector.
 */
public final class Warm {
    private static final long WARMING = 8_000_000_000L; // nanoseconds

    private final FopFactory factory;
    private final TransformerFactory transformers = TransformerFactory.newInstance();
    private final String[] content;
    private int run;

    private Warm(Path folder) throws Exception {
        factory = FopFactory.newInstance(new File(folder.toFile(), "fop.xconf"));
        content = Files.readString(folder.resolve("content.fo")).split("\\bRUN\\b", 2);
    }

    private void make() throws Exception {
        Fop fop = factory.newFop(MimeConstants.MIME_PDF, new ByteArrayOutputStream());
        String text = content[0] + "Exemplaire " + run++ + content[1];
        transformers.newTransformer().transform(
                new StreamSource(new StringReader(text)), new SAXResult(fop.getDefaultHandler()));
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String peak() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow().replaceAll("\\D", "");
    }

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        Warm warm = new Warm(Path.of(arguments[0]));
        for (long end = System.nanoTime() + WARMING; System.nanoTime() < end;) {
            warm.make();
        }
        System.out.println("ready");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
        for (String count = input.readLine(); count != null; count = input.readLine()) {
            for (int i = Integer.parseInt(count); i > 0; i--) {
                long processor = processor();
                long clock = System.nanoTime();
                warm.make();
                System.out.println((processor() - processor) / 1e6 + " " + (System.nanoTime() - clock) / 1e6);
            }
            System.out.println(peak());
            System.out.flush();
        }
    }
}
