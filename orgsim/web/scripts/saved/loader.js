/** Unpacks the pages' scripts from the file and runs them: the one script that the file's policy knows by its hash. */
import { bytes } from "./parts.js";

const source = new Blob([await bytes("app")], { type: "text/javascript" });
const script = document.createElement("script");
script.src = URL.createObjectURL(source);
script.onerror = () => {
  const place = document.getElementById("app");
  if (place) place.textContent = "This browser does not run the scripts of a saved file.";
};
document.head.append(script);
