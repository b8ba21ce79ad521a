import { assertEquals } from "@std/assert";
import { unfit } from "../../server/fit_names.ts";
import { nickname } from "../../server/nicknames.ts";

const refused = (names: string) => names.split(", ").filter(unfit).join(", ");

Deno.test("M11: what has a swear word in it is no name to take, however it is spelled", () => {
  for (
    const names of [
      "fuck, FUCKER, xXfuckXx, motherfucker, eat shit, Mr Shithead, bitches, asshole, whore, wankers",
      "sh1t, 5hit, a$$, b1tch, d1ck, n1gger, f*ck, fvck, fuuuuck, xx_shit_xx, p3nis",
      "ｆｕｃｋ, fück, f\u200buck, fu\u0441k, s\u0336h\u0336i\u0336t\u0336",
    ]
  ) assertEquals(refused(names), names);
});

Deno.test("M11: a name of real people is one, whatever stands in it", () => {
  for (
    const names of [
      "Dick, Fanny, Cockburn, Hancock, Assad, Shittu, Scunthorpe, Penistone, Dikshit, Ana, Cummings",
      "Randy, Willy, Gaylord, Dickson, Dickinson, Van Dyke, Hooker, Fagan, Slutsky, Draper, Whittler",
      "Harshit, Rakshita, Shital, Supaporn, Pornthip, Boobalan, Nazia, Turdali, Kikelomo, Abo, Abbos",
      "Semen, Semenov, Kike, Negro, Fu Wei, Fuk, Phuc, Bích Ngọc, Annal, Analía, Cumhur, Assunta, Tit",
      "Гліб, Семён, 李明, محمد, Ana 2, 7a 455, 🦦",
    ]
  ) assertEquals(refused(names), "");
});

Deno.test("M11: whatever name the form begins with is fit", () => {
  const steps = 48;
  for (let n = 0; n < steps ** 2; n++) {
    const shares = [n % steps, Math.floor(n / steps)];
    const name = nickname(() => shares.shift()! / steps);
    assertEquals(unfit(name), undefined, name);
  }
});
