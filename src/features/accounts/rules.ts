import { DEPARTMENT_ROLES, ROLES, type Role } from '@/domain/actor';
import { compatible, fold } from '@/domain/text';
import type { MessageKey } from '@/i18n/messages';

/** Roles an administrator can give. A cell secretary is given for a party cell, which comes with the party module. */
export const GRANTABLE_ROLES = ROLES.filter((role) => role !== 'CELL_SECRETARY');

/** Whether the role is given for one department (heads and reporters) and not for the whole hospital. */
export function needsDepartment(role: Role): boolean {
  return DEPARTMENT_ROLES.includes(role);
}

const PASSWORD_MINIMUM = 10;
const PASSWORD_MAXIMUM = 128;

/**
 * Why a new password cannot be taken, or null. Length in characters after normalisation; no rules of composition,
 * which only make people write «Abc@123456» (ASVS 6.2). `ownWords` are the person's name and user name.
 */
export function passwordProblem(typed: string, ownWords: readonly string[]): MessageKey | null {
  const password = compatible(typed);
  const length = [...password].length;
  if (length < PASSWORD_MINIMUM) return 'accounts.password.tooShort';
  if (length > PASSWORD_MAXIMUM) return 'accounts.password.tooLong';
  const bare = fold(password).replaceAll(' ', '');
  if (ownWords.some((word) => leans(bare, word))) return 'accounts.password.ownName';
  return isGuessable(bare) ? 'accounts.password.common' : null;
}

/** Whether a password is little more than the person's own word. */
function leans(bare: string, word: string): boolean {
  const own = fold(word).replaceAll(' ', '');
  return own.length >= 3 && bare.includes(own) && bare.length - own.length < 6;
}

const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '!@#$%^&*()',
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** A word from the list with digits and signs around it, one piece repeated, or a run of the keyboard. */
function isGuessable(bare: string): boolean {
  const core = bare.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const plain = core.replaceAll('@', 'a').replaceAll('0', 'o').replaceAll('1', 'i').replaceAll('3', 'e').replaceAll('$', 's');
  if (COMMON.has(bare) || COMMON.has(core) || COMMON.has(plain)) return true;
  if (/^(.{1,5})\1+.{0,3}$/.test(bare)) return true;
  if (core === '' && new Set(bare).size <= 4) return true;
  return (
    RUNS.some((run) => run.includes(bare)) || RUNS.some((run) => core.length >= 5 && bare.length - core.length <= 8 && run.includes(core))
  );
}

/**
 * Words that everybody tries first: known lists of leaked passwords, what people in Việt Nam take (mật khẩu, names, football,
 * love), and what lies near in a hospital. Folded: no marks, lower case, no spaces. Digits and signs around them do not help.
 */
const COMMON: ReadonlySet<string> = new Set(
  `password passwd passw0rd pass matkhau matkhaumoi matkhaucu khongbiet khongnho quenmatkhau dangnhap taikhoan admin administrator adminadmin quantri
  quantrivien root system hethong guest khach test testtest demo user username login welcome welcomeback changeme letmein default secret secure
  security abc abcd abcde abcdef abcabc abcxyz xyz qwe qweasd qweasdzxc qwerty qwertyuiop asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc
  wsxedc iloveyou iloveu ilove loveyou lovely love forever mylove anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhnhoem emnhoanh nhoem nhoanh
  yeumai maiyeu maimaiyeuem yeumaimai vochong voyeu chongyeu conyeu giadinh giadinhtoi giadinhlaso giadinhhanhphuc hanhphuc chame bome babame
  boyeume meyeucon conyeume conyeubome congai contrai bexinh beyeu beiu cunyeu cucung congchua hoangtu tinhyeu tinhban banbe mothaiba mothaibabon
  motconvit sunshine princess dragon monkey football baseball basketball superman batman spiderman pokemon naruto doraemon michael jordan master
  shadow killer hunter ranger soccer hockey tigger charlie jennifer jessica ashley nicole daniel thomas robert george andrew joshua matthew
  computer internet samsung nokia iphone apple google facebook youtube gmail yahoo zalo viettel vinaphone mobifone microsoft windows office
  starwars whatever trustno freedom flower summer winter spring autumn monday friday sunday january february december november october september
  pepper cheese cookie chocolate banana orange purple silver golden diamond ginger buster maggie harley mustang ferrari corvette mercedes porsche
  arsenal liverpool chelsea barcelona realmadrid manchester manunited juventus ronaldo messi beckham bongda vodich vietnamvodich vietnam
  vietnamtoi toiyeuvietnam yeuvietnam hanoi hanoitoi thudohanoi saigon hochiminh haiphong danang cantho hue dalat nhatrang vungtau thainguyen
  thanhhoa nghean hatinh quangninh bacninh bacgiang namdinh thaibinh ninhbinh phutho laocai yenbai sonla dienbien caobang langson tuyenquang
  hagiang backan hoabinh hungyen haiduong hanam vinhphuc quangbinh quangtri quangnam quangngai binhdinh phuyen khanhhoa binhduong dongnai
  tayninh longan tiengiang bentre kiengiang angiang camau nguyen nguyenvan nguyenthi nguyenvana nguyenthia tranvan tranthi levan lethi phamvan
  phamthi hoangvan vuvan dovan buivan dangvan hung dung tuan minh hoang quang thanh trung cuong duc anh linh huong hong lan hoa mai phuong thao
  trang nga thuy thuha ngoc quynh benhvien benhviendakhoa dakhoa benhvientinh bacsi bacsy dieuduong nhanvien nhanvienyte yte boyte soyte khoanoi
  khoangoai khoasan khoanhi capcuu phongkham phongkehoach phongkehoachtonghop kehoachtonghop khth giamdoc phogiamdoc truongkhoa truongphong
  phongtochuc tochuccanbo phongtaichinh ketoan congnghethongtin cntt danguy vanphongdanguy congdoan doanthanhnien thidua khenthuong tongket
  tongketnam baocao kehoach lichtruc giaoban hospital doctor nurse medical health bach bachmai vietduc choray chuctet chucmungnammoi
  namoi tetnguyendan hoaphuong hoahong hoasen hoamai songngu sutu thanhcong maymanphatloc phatloc locphat phattai phattailocloc maiphat
  docco doclap tudo hanhphucdoclap doclaptudohanhphuc hochoc hocsinh sinhvien truonghoc thaygiao cogiao thaycogiao xinchao chaoban chaomung
  camon camonban toiyeuban toiyeuem toiyeuanh emyeu anhyeu nguoiyeu nguoiyeucu khongyeu koyeu kobiet khongaibiet bimat bimatcuatoi
  deptrai xinhgai dethuong cute cutehotme babygirl babyboy baby angel devil honey sweetheart darling lovelove hello helloworld hellokitty
  goodluck goodmorning happy happynewyear birthday sinhnhat family friends mother father brother sister money tienbac vang bitcoin
  server database oracle postgres mysql cisco router wifi wifipass khongcopass hoilamgi maytinh laptop dienthoai`
    .split(/\s+/)
    .filter(Boolean),
);

/** How many first guesses are refused; a promise of the threat model (at least 300). */
export const COMMON_PASSWORDS = COMMON.size;
